import { Badge } from "../badge";
import { Button } from "../button";
import { DefinitionList } from "../definition-list";
import { ConfirmDialog } from "../dialog";
import { Disclosure } from "../disclosure";
import { Notice } from "../notice";
import { Ornament } from "../ornament";
import { Cluster, Columns, Section, Stack } from "../page";
import { Moment } from "../time";

/** Type, notices, badges, buttons, what opens. */
export function GalleryText() {
  return (
    <>
      <Ornament className="text-accent" />
      <Section title="Type" lead="Five sizes, one accent, three greys.">
        <div className="prose">
          <p>
            You can stop at any time and come back with the same link. What you wrote is kept for thirty days,
            then deleted. Read <a href="#what">what we keep</a>, <strong>for how long</strong>, and{" "}
            <em>who sees it</em>.
          </p>
          <h3>Before you begin</h3>
          <ul>
            <li>About forty minutes, in one go or in several.</li>
            <li>Two people who know your work; we write to them only if you agree.</li>
          </ul>
          <ol>
            <li>Answer seven questions.</li>
            <li>Read everything once more.</li>
          </ol>
          <blockquote>
            <p>“I came with a plan and left with four friends who will not let me drop it.”</p>
          </blockquote>
          <p>
            The interview is on{" "}
            <Moment
              iso="2027-01-14T12:00:00Z"
              text="Thursday 14 January, 18:00 in Bishkek"
              secondary="13:00 in Prague"
            />
            . Your code is <code>KR4-7TM</code>.
          </p>
        </div>
      </Section>
      <Section title="Buttons">
        <Cluster>
          <Button>Save and go on</Button>
          <Button variant="secondary">Save for later</Button>
          <Button variant="quiet">Skip this question</Button>
          <Button variant="danger">Withdraw the application</Button>
          <Button disabled>Send</Button>
        </Cluster>
        <Cluster className="mt-4">
          <Button size="small">Assign</Button>
          <Button size="small" variant="secondary">
            Change
          </Button>
          <Button size="small" variant="quiet">
            Clear
          </Button>
          <ConfirmDialog
            id="withdraw"
            trigger="Withdraw…"
            triggerVariant="danger"
            triggerSize="small"
            title="Withdraw this application?"
            confirm={<Button variant="danger">Withdraw it</Button>}
            cancelLabel="Keep it"
          >
            <p>
              Nobody will read it any more. Your answers are deleted within seven days. This can’t be undone.
            </p>
          </ConfirmDialog>
        </Cluster>
      </Section>
      <Section title="Notices and states">
        <Columns>
          <Notice title="Saved at 14:32">
            You can close this page. The link in your e-mail opens it again.
          </Notice>
          <Notice tone="good" title="Your application has arrived">
            Keep the code KR4-7TM. You hear from us by 12 March.
          </Notice>
          <Notice tone="warn" title="Two days left">
            The call closes on Friday 30 January, 23:59 in Prague.
          </Notice>
          <Notice tone="bad" title="This file could not be read">
            It is larger than 5 MB. Send a smaller PDF, or write the same in the boxes below.
          </Notice>
        </Columns>
        <Cluster className="mt-6">
          <Badge>Draft</Badge>
          <Badge tone="accent">In reading</Badge>
          <Badge tone="good">Shortlisted</Badge>
          <Badge tone="warn">Needs a third reader</Badge>
          <Badge tone="bad">Conflict declared</Badge>
        </Cluster>
      </Section>
      <Section title="What opens, and what is listed">
        <Columns>
          <Stack gap="tight">
            <Disclosure summary="Why do we ask this?">
              <p>So that we reach you by a way that is safe for you. Only two coordinators see it.</p>
            </Disclosure>
            <Disclosure summary="Who reads my answers?" open>
              <p>Two or three readers, without your name, contact, gender or exact place.</p>
            </Disclosure>
          </Stack>
          <DefinitionList
            items={[
              { term: "Where", description: "Room 2.14, Šafaříkova 24, Praha 2" },
              { term: "Facilitator", description: "Айгүл Токтогулова" },
              { term: "Bring", description: "The map of your community from week 1" },
            ]}
          />
        </Columns>
      </Section>
    </>
  );
}
