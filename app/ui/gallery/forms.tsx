import { Button } from "../button";
import { ErrorSummary } from "../error-summary";
import {
  Checkbox,
  CheckboxGroup,
  DateField,
  DateTimeField,
  FileField,
  NumberField,
  RadioGroup,
  Select,
  TextArea,
  TextField,
} from "../field";
import { Cluster, Section, Split, Stack } from "../page";
import { ProgressBar, StepList } from "../progress";

const anchors = [
  "none shown",
  "occasional",
  "regular, one role",
  "sustained, a clear need",
  "long-term, community-led",
];

/** Every kind of question, with and without an error, and the way through a form. */
export function GalleryForms() {
  return (
    <>
      <Section title="A form">
        <Split ratio="wide" aside={<Way />}>
          <form className="max-w-form" noValidate>
            <Stack>
              <ErrorSummary
                title="Two answers need another look"
                errors={[
                  { href: "#email", text: "Write an e-mail address with an @ in it" },
                  { href: "#languages", text: "Choose at least one language" },
                ]}
              />
              <TextField
                name="alias"
                label="What shall we call you?"
                help="A first name or an alias is enough. Your passport’s name comes much later, and only if you are offered a place."
                autoComplete="nickname"
                maxLength={60}
              />
              <TextField
                name="email"
                type="email"
                label="E-mail"
                help="We send a link to this address; there is no password."
                error="Write an e-mail address with an @ in it"
                defaultValue="aigul.example.org"
                autoComplete="email"
              />
              <TextArea
                name="community"
                label="Your community, and your role in it"
                help="Who they are, since when you belong to them, what you do there yourself."
                count={{ limitWords: 200, text: "Up to 200 words" }}
                defaultValue="Біздің ауылда кітапхана жоқ еді. Екі жыл бұрын…"
              />
              <Select
                name="country"
                label="Where do you live now?"
                width="half"
                placeholder="Choose a country"
                options={[
                  { value: "kz", label: "Kazakhstan" },
                  { value: "kg", label: "Kyrgyzstan" },
                  { value: "tj", label: "Tajikistan" },
                ]}
              />
              <RadioGroup
                name="harm"
                label="Would you be harmed if this application became known?"
                help="Coordinators alone see the answer. It is never scored."
                defaultValue="some"
                options={[
                  { value: "no", label: "No" },
                  { value: "some", label: "Some harm", help: "Trouble at work or in the family, say" },
                  { value: "talk", label: "I’d rather talk about it" },
                ]}
              />
              <CheckboxGroup
                name="languages"
                label="Languages you can work in"
                optionalText="optional"
                error="Choose at least one language"
                defaultValue={["ru"]}
                options={[
                  { value: "en", label: "English" },
                  { value: "ru", label: "Русский" },
                  { value: "tg", label: "Тоҷикӣ" },
                ]}
              />
              <DateField name="from" label="From which day could you travel?" />
              <DateTimeField name="closes" label="The call closes" help="In Prague’s time" />
              <NumberField name="born" label="Year of birth" min={1980} max={2010} />
              <FileField
                name="cv"
                label="Your experience as a PDF"
                help="Up to 5 MB"
                optionalText="optional"
              />
              <TextField name="code" label="Code" width="short" defaultValue="KR4-7TM" readOnly />
              <Checkbox
                name="consent"
                label="I agree that these answers are read for this call."
                help="You can take this back at any time, on the same page."
              />
              <Cluster>
                <Button>Save and go on</Button>
                <Button variant="quiet">Save and stop for today</Button>
              </Cluster>
            </Stack>
          </form>
        </Split>
      </Section>
      <Section title="One to five">
        <Stack>
          <RadioGroup
            look="scale"
            name="usefulness"
            label="How useful was this session to you?"
            ends={{ low: "Not useful", high: "Very useful" }}
            defaultValue="4"
            options={["1", "2", "3", "4", "5"].map((value) => ({ value, label: value }))}
          />
          <RadioGroup
            look="scale"
            name="commitment"
            label="Community commitment"
            defaultValue="3"
            options={anchors.map((help, index) => ({ value: `${index + 1}`, label: index + 1, help }))}
          />
        </Stack>
      </Section>
    </>
  );
}

function Way() {
  return (
    <Stack>
      <ProgressBar value={3} max={7} label="Your application" text="3 of 7" />
      <StepList
        steps={[
          { href: "#1", label: "How to reach you", state: "done", stateLabel: "Done" },
          { href: "#2", label: "You and your community", state: "done", stateLabel: "Done" },
          { href: "#3", label: "Leading others", state: "attention", stateLabel: "One answer is missing" },
          { href: "#4", label: "A dilemma", state: "current", stateLabel: "You are here" },
          { label: "At home afterwards", state: "todo", stateLabel: "To do" },
          { label: "Read it all and send", state: "todo", stateLabel: "To do" },
        ]}
      />
    </Stack>
  );
}
