import type { SessionKind } from "#db/schema";
import { firstMonday, weekdayOf } from "~/cohorts/weeks";
import { clockOf, minuteOf, type Slot } from "./slots";

/** A session of the default programme: where in the week it is, by the wall clock. Monday is day 1. */
interface DefaultSession {
  day: 1 | 2 | 3 | 4 | 5;
  from: string;
  to: string;
  kind: SessionKind;
  title: string;
  description: string;
  optional?: boolean;
}

interface DefaultWeek {
  theme: string;
  sessions: DefaultSession[];
}

type Day = DefaultSession["day"];

function at(
  day: Day,
  from: string,
  to: string,
  kind: SessionKind,
  title: string,
  description: string,
): DefaultSession {
  return { day, from, to, kind, title, description };
}

/** What every week has beside its theme. Coaching takes on what the week is about. */
function everyWeek(coaching: { title: string; description: string }): DefaultSession[] {
  return [
    at(2, "16:00", "17:00", "coaching", coaching.title, coaching.description),
    {
      ...at(
        3,
        "16:30",
        "18:00",
        "lesson",
        "Czech lesson",
        "Everyday Czech for shops, trams and neighbours. Come as often as you like.",
      ),
      optional: true,
    },
    at(
      4,
      "16:00",
      "17:30",
      "circle",
      "Peer circle",
      "An hour and a half among fellows: one brings a question, the others listen and ask.",
    ),
    {
      ...at(5, "13:30", "17:30", "social", "Free time", "Nothing is planned. Rest, see the city, call home."),
      optional: true,
    },
  ];
}

const coachingHour = (description: string) => ({ title: "Coaching hour", description });

const placementDay = (
  day: Day,
  description = "A working day with your host organisation and your mentor there.",
) => at(day, "09:00", "15:30", "placement", "Placement", description);

/** The ten weeks that a new programme starts with. */
export const defaultWeeks: readonly DefaultWeek[] = [
  {
    theme: "Arrival and trust",
    sessions: [
      at(
        1,
        "09:00",
        "12:00",
        "workshop",
        "Orientation",
        "Who is who, how the ten weeks work, and what to do when something goes wrong.",
      ),
      at(
        1,
        "13:00",
        "15:00",
        "social",
        "A walk through the neighbourhood",
        "Where to eat, print, pray, run, and find a doctor.",
      ),
      at(
        2,
        "09:00",
        "12:00",
        "workshop",
        "Safety briefing",
        "Safety in the city, online and with those at home; what may be photographed and told.",
      ),
      at(
        3,
        "09:00",
        "12:00",
        "evaluation",
        "Skills baseline",
        "Where you stand today in eight skills. You will look at it again in week 10.",
      ),
      at(
        4,
        "09:00",
        "12:00",
        "workshop",
        "Group agreement",
        "What each of us needs to learn well together, written down and agreed.",
      ),
      ...everyWeek({
        title: "Coaching hour: meet your coach",
        description: "A first talk: who your coach is, and what coaching is for.",
      }),
    ],
  },
  {
    theme: "Leading yourself",
    sessions: [
      at(
        1,
        "09:00",
        "12:00",
        "workshop",
        "Values",
        "What you will not give up, and how it shows in what you do.",
      ),
      at(
        2,
        "09:00",
        "12:00",
        "workshop",
        "Values under pressure",
        "Three situations in which values pull against each other.",
      ),
      at(
        3,
        "09:00",
        "12:00",
        "workshop",
        "Stress and well-being",
        "How stress works in body and mind, and what helps before, during and after.",
      ),
      at(
        4,
        "09:00",
        "12:00",
        "workshop",
        "Boundaries and rest",
        "Saying no, handing over, and keeping something for yourself.",
      ),
      ...everyWeek({
        title: "Coaching hour: coaching begins",
        description: "You choose up to three goals for the ten weeks.",
      }),
    ],
  },
  {
    theme: "Communication",
    sessions: [
      at(
        1,
        "09:00",
        "12:00",
        "workshop",
        "Public speaking",
        "A message, a story and a voice: first talks of two minutes.",
      ),
      at(2, "09:00", "12:00", "workshop", "Listening", "Listening to understand rather than to answer."),
      at(
        3,
        "09:00",
        "12:00",
        "workshop",
        "Giving feedback",
        "Saying what you saw and what it did, so that it can be heard.",
      ),
      at(
        4,
        "09:00",
        "12:00",
        "workshop",
        "Speaking again",
        "The same talk in five minutes, with what you learned this week.",
      ),
      ...everyWeek(coachingHour("How you come across, and how you would like to.")),
    ],
  },
  {
    theme: "Ethical leadership",
    sessions: [
      at(
        1,
        "09:00",
        "12:00",
        "workshop",
        "Dilemmas",
        "Cases without a clean answer, and a way to think them through.",
      ),
      at(
        2,
        "09:00",
        "12:00",
        "workshop",
        "The Czech transition",
        "What changed after 1989, what did not, and at whose cost.",
      ),
      at(
        3,
        "09:00",
        "12:00",
        "visit",
        "Witnesses of the transition",
        "A conversation with people who were there.",
      ),
      at(
        4,
        "09:00",
        "12:00",
        "workshop",
        "My own dilemma",
        "Each fellow brings one from home; we work on it in threes.",
      ),
      ...everyWeek(coachingHour("A decision that is hard for you just now.")),
    ],
  },
  {
    theme: "Teams and conflict",
    sessions: [
      at(
        1,
        "09:00",
        "12:00",
        "workshop",
        "Facilitation",
        "Leading a meeting so that everybody's thinking is used.",
      ),
      at(
        2,
        "09:00",
        "12:00",
        "workshop",
        "Negotiation",
        "Interests behind positions, and a deal that holds.",
      ),
      at(
        3,
        "09:00",
        "12:00",
        "workshop",
        "Conflict in a team",
        "What to do when people no longer talk to each other.",
      ),
      at(
        4,
        "09:00",
        "11:00",
        "evaluation",
        "Mid-term evaluation",
        "What helps, what does not, what should change in the second half.",
      ),
      ...everyWeek(coachingHour("Half-way: your goals, and what to change.")),
    ],
  },
  {
    theme: "Community work",
    sessions: [
      at(
        1,
        "09:00",
        "12:00",
        "workshop",
        "Reading a community",
        "Who lives there, who decides, who is not heard: preparing the visit.",
      ),
      at(
        2,
        "08:00",
        "15:30",
        "visit",
        "Field visit outside Prague",
        "A day with a community organisation. Travel together from the main station.",
      ),
      at(
        3,
        "09:00",
        "12:00",
        "visit",
        "A municipality",
        "How a town works: mayor, council, budget, and what citizens can ask for.",
      ),
      at(
        4,
        "09:00",
        "12:00",
        "workshop",
        "What we saw",
        "Putting the week together: what could work at home, and what could not.",
      ),
      ...everyWeek(coachingHour("Your own community, seen from here.")),
    ],
  },
  {
    theme: "Placement in a Czech NGO",
    sessions: [
      placementDay(1, "Your first day: meet the team and your mentor, and agree what you will work on."),
      placementDay(2),
      placementDay(3),
      placementDay(4),
      ...everyWeek(coachingHour("A new place to work: what you notice.")),
    ],
  },
  {
    theme: "Placement in a Czech NGO",
    sessions: [
      placementDay(1),
      placementDay(2),
      placementDay(3, "The last day: what you leave behind, what you take along, and thanks."),
      at(
        4,
        "09:00",
        "12:00",
        "workshop",
        "Back from the placement",
        "What the organisation does that yours could do, and the other way round.",
      ),
      ...everyWeek(coachingHour("What the placement has shown you.")),
    ],
  },
  {
    theme: "The project",
    sessions: [
      at(
        1,
        "09:00",
        "12:00",
        "workshop",
        "Planning a project",
        "From a need to a first step: aims, people, time, money, risks.",
      ),
      at(
        2,
        "09:00",
        "12:00",
        "workshop",
        "Fundraising",
        "Where money comes from, what it asks for, and what is safe to take.",
      ),
      at(3, "09:00", "12:00", "workshop", "Working on the project", "Time to write, with advice at hand."),
      at(
        4,
        "09:00",
        "12:00",
        "workshop",
        "Peer critique",
        "Two fellows read your plan and tell you what they see.",
      ),
      ...everyWeek(coachingHour("What could stop the project, and who could help.")),
    ],
  },
  {
    theme: "Return",
    sessions: [
      at(
        1,
        "09:00",
        "12:00",
        "workshop",
        "Pitch",
        "Your project in five minutes before guests, and their questions.",
      ),
      at(
        2,
        "09:00",
        "12:00",
        "workshop",
        "Return-safety plan",
        "Your own plan for the way home and the weeks after it, with a counsellor at hand.",
      ),
      at(
        3,
        "09:00",
        "11:00",
        "evaluation",
        "Skills, looking back",
        "The eight skills again: where you stand now, and where you really stood then.",
      ),
      at(
        4,
        "09:00",
        "11:00",
        "evaluation",
        "Final evaluation",
        "What the ten weeks were worth, and what to change for those who come next.",
      ),
      at(4, "13:00", "15:00", "social", "Farewell", "An afternoon for goodbyes."),
      ...everyWeek(coachingHour("The last one: what you take home, and how you will keep it.")),
    ],
  },
];

/** A session with its place in the ten weeks. */
export interface LaidSession extends Slot {
  kind: SessionKind;
  title: string;
  description: string;
  optional: boolean;
}

/**
 * The default weeks and sessions of an edition, in the order of time. Nothing comes before the first day: where that
 * is not a Monday, the sessions of week 1 that would be too early are dealt out anew, in their order, over the
 * mornings and afternoons that are left of it.
 */
export function defaultProgramme(edition: { startsOn: string }): {
  weeks: { number: number; theme: string }[];
  sessions: LaidSession[];
} {
  const weeks = defaultWeeks.map(({ theme }, index) => ({ number: index + 1, theme }));
  const sessions = defaultWeeks.flatMap(({ sessions: planned }, index) => {
    const fitting = index === 0 ? shortFirstWeek(planned, edition.startsOn) : planned;
    return fitting.map(({ day, from, to, kind, title, description, optional = false }) => ({
      ...{ kind, title, description, optional },
      day: index * 7 + day - 1,
      startMinute: minuteOf(from),
      endMinute: minuteOf(to),
    }));
  });
  return { weeks, sessions: sessions.sort((a, b) => a.day - b.day || a.startMinute - b.startMinute) };
}

/** What of the first week fits between the first day and Friday. */
function shortFirstWeek(planned: readonly DefaultSession[], startsOn: string): DefaultSession[] {
  if (firstMonday(startsOn) >= startsOn) return [...planned];
  const first = weekdayOf(startsOn);
  // What comes back every week is only left out when it is too early; the rest makes up the arrival and moves.
  const recurring = planned.filter((session) => minuteOf(session.from) >= minuteOf("13:30"));
  const arrival = planned.filter((session) => !recurring.includes(session));
  const slots = ([1, 2, 3, 4, 5] as const)
    .filter((day) => day >= first)
    .flatMap((day) => [
      { day, from: "09:00" },
      { day, from: "13:00" },
    ]);
  const moved = arrival.slice(0, slots.length).map((session, index) => {
    const { day, from } = slots[index] ?? { day: session.day, from: session.from };
    return {
      ...session,
      day,
      from,
      to: clockOf(minuteOf(from) + minuteOf(session.to) - minuteOf(session.from)),
    };
  });
  const staying = recurring.filter(
    (session) =>
      session.day >= first &&
      !moved.some((other) => other.day === session.day && minuteOf(other.to) > minuteOf(session.from)),
  );
  return [...moved, ...staying];
}
