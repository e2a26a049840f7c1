import { questionsOf } from "~/cohorts/questions";
import type { Caller } from "./load";
import type { BareRoute } from "./recording";
import { mostCallers, type SizedEdition, type World } from "./seed";

/** One thing that people do, as the benchmark does it. */
export interface Scenario {
  name: string;
  /** What it is, for the table. */
  title: string;
  kind: BareRoute["kind"];
  /** Whether the answer is the same for everyone and may be kept: the bare server then sends the same bytes. */
  cached?: boolean;
  /** How many people do it, each over a connection of their own. */
  people: number;
  /** The request of one of them. What it remembers (a draft's revision) is fresh with each call. */
  caller(person: number): Caller;
  /** What must be in an answer, so that what is measured is the page and not an error. */
  expects: RegExp;
}

const browser = { "accept-encoding": "gzip, br", "accept-language": "en" };

function get(path: string, cookie?: string): Caller {
  return { method: "GET", path, headers: { ...browser, accept: "text/html", ...(cookie ? { cookie } : {}) } };
}

/** A save in JSON, whose revision goes up with every answer. */
function save(
  path: string,
  cookie: string,
  origin: string,
  body: (revision: number) => unknown,
  start: number,
): Caller {
  let revision = start;
  return {
    method: "POST",
    path,
    headers: { ...browser, cookie, origin, "content-type": "application/json" },
    body: () => JSON.stringify(body(revision)),
    heard: (_status, answer) => {
      const found = /"revision":(\d+)/.exec(answer)?.[1];
      if (found) revision = Number(found);
    },
  };
}

/** Everything that is measured on the edition of 2,000, and the two lists again on the others. */
export function scenarios(origin: string, world: World, editions: readonly SizedEdition[]): Scenario[] {
  const main = editions.find(({ size }) => size === 2000) ?? editions[0];
  if (!main) throw new Error("There is no edition to measure on.");
  const person = <T>(list: readonly T[], index: number): T => {
    const found = list[index % list.length];
    if (found === undefined) throw new Error("There is nobody to send this request.");
    return found;
  };
  const as = (one: { cookie: string }) => one.cookie;
  const longAnswer =
    "Every Saturday about forty of us meet in the old boiler house and plan what we will do next. "
      .repeat(10)
      .trim();
  const communityKeys = questionsOf(world.openForm)
    .filter(({ type }) => type === "long-text")
    .slice(0, 2)
    .map(({ key }) => key);

  return [
    {
      name: "home",
      title: "Public home",
      kind: "html",
      cached: true,
      people: mostCallers,
      caller: () => get("/"),
      expects: /<h1/,
    },
    {
      name: "form",
      title: "Form page",
      kind: "html",
      people: mostCallers,
      caller: (index) => get("/application/form/community", as(person(world.applicants, index))),
      expects: /<textarea/,
    },
    {
      name: "draft",
      title: "Draft save",
      kind: "json",
      people: mostCallers,
      caller: (index) =>
        save(
          "/application/form/community/draft",
          as(person(world.applicants, index)),
          origin,
          (revision) => ({ revision, fields: communityKeys.map((key) => [key, longAnswer]) }),
          0,
        ),
      expects: /"revision":\d+/,
    },
    ...editions.map((edition): Scenario => ({
      name: edition === main ? "list" : `list-${edition.size}`,
      title: `List of 50 by mean, of ${edition.size.toLocaleString("en")}`,
      kind: "html",
      people: mostCallers,
      caller: () => get(`/office/${edition.slug}/applications?sort=mean`, as(world.coordinator)),
      expects: /ELF-[2-9A-Z]{6}/,
    })),
    {
      name: "application",
      title: "One application with readings",
      kind: "html",
      people: mostCallers,
      caller: () => get(`/office/${main.slug}/applications/${main.code}`, as(world.coordinator)),
      expects: new RegExp(main.code),
    },
    {
      name: "reading",
      title: "Reading page",
      kind: "html",
      people: mostCallers,
      caller: (index) => {
        const scorer = person(world.scorers, index);
        return get(`/panel/${scorer.code}`, scorer.cookie);
      },
      expects: /type="radio"/,
    },
    {
      name: "score",
      title: "Score save",
      kind: "json",
      people: mostCallers,
      caller: (index) => {
        const scorer = person(world.scorers, index);
        return save(
          `/panel/${scorer.code}/draft`,
          scorer.cookie,
          origin,
          (revision) => ({
            revision,
            score: Object.fromEntries(world.criteria.map((id, place) => [id, 1 + ((revision + place) % 5)])),
            comment: Object.fromEntries(
              world.criteria.map((id) => [id, "Knows exactly who is not reached, and says so."]),
            ),
          }),
          0,
        );
      },
      expects: /"revision":\d+/,
    },
    ...editions.map((edition): Scenario => ({
      name: edition === main ? "ranking" : `ranking-${edition.size}`,
      title: `Ranking, of ${edition.size.toLocaleString("en")}`,
      kind: "html",
      people: mostCallers,
      caller: () => get(`/office/${edition.slug}/ranking`, as(world.coordinator)),
      expects: /ELF-[2-9A-Z]{6}/,
    })),
    {
      name: "week",
      title: "A fellow's week",
      kind: "html",
      people: mostCallers,
      caller: () => get("/programme", as(world.fellow)),
      expects: /Negotiation|Facilitation/,
    },
    {
      name: "calendar",
      title: "Calendar (.ics)",
      kind: "calendar",
      people: mostCallers,
      caller: () => get(`/calendar/${world.feedToken}.ics`),
      expects: /BEGIN:VEVENT/,
    },
  ];
}
