/** A thread between an applicant and the coordinators: who writes, what, and how long after the line before. */
export interface ThreadLine {
  from: "applicant" | "office";
  text: string;
  hoursLater: number;
}

/** What applicants ask about. A thread that ends with the applicant waits for an answer. */
export const threads: readonly (readonly ThreadLine[])[] = [
  [
    {
      from: "applicant",
      text: "My passport runs out in the month the programme ends. Is that a problem for the visa?",
      hoursLater: 0,
    },
    {
      from: "office",
      text: "It would be: it has to be good for three months longer. You can apply now and renew it later, it takes about six weeks where you are.",
      hoursLater: 19,
    },
    { from: "applicant", text: "Thank you, I will renew it this month.", hoursLater: 5 },
  ],
  [
    {
      from: "applicant",
      text: "Could I call my organisation only “a youth group” in my answers? It is not registered, and I would rather not write its name.",
      hoursLater: 0,
    },
    {
      from: "office",
      text: "Yes, please do. Nobody needs the name. What you do there is what counts.",
      hoursLater: 4,
    },
  ],
  [
    {
      from: "applicant",
      text: "Здравствуйте! Можно ли отвечать по-русски на часть вопросов, а на остальные по-английски?",
      hoursLater: 0,
    },
  ],
  [
    {
      from: "applicant",
      text: "I had no electricity for two days. If I cannot finish by the deadline, can I have one more day?",
      hoursLater: 0,
    },
  ],
  [
    {
      from: "office",
      text: "In the second answer you name two colleagues in full. If you like, take the application back and leave the names out; send it again before the deadline.",
      hoursLater: 0,
    },
    { from: "applicant", text: "Thank you for telling me. I have changed it.", hoursLater: 26 },
  ],
];

/** What coordinators write down for each other. */
export const notes: readonly string[] = [
  "Asked by message whether the dates are free; they are, a letter from the employer follows.",
  "Wrote to us from a new address. Same person: answered the question about the village library at once.",
  "Prefers Signal, and only in the evening. Please do not phone.",
  "The project described is also in ELF's own news of last year; not a conflict, only good to know when reading.",
  "Mentions a hearing in spring. If chosen, talk about travel early.",
  "Second application from this town. They do not know each other, both say.",
];

/** Why one person whose answers do not meet the rules may go on. */
export const letThrough =
  "Was chosen two years ago and kept from leaving the country until now. The age then counts.";

/** Why one person has more time. */
export const moreTime = "Two days without electricity in the whole district; asked before the deadline.";

interface Speaker {
  name: string;
  relation: string;
  login: string;
  locale: "en" | "ru";
}

/** Those who speak for applicants: what they are to them, and how to reach them. */
export const referees: readonly [Speaker, ...Speaker[]] = [
  {
    name: "Gulnara Asanova",
    relation: "Leads the library where I volunteered",
    login: "g.asanova",
    locale: "ru",
  },
  {
    name: "Martin Keller",
    relation: "Trained us in mediation, two summers",
    login: "m.keller",
    locale: "en",
  },
  {
    name: "Farrukh Nazarov",
    relation: "My teacher of geography at school",
    login: "f.nazarov",
    locale: "ru",
  },
  { name: "Elena Pak", relation: "Edits the paper that I write for", login: "e.pak", locale: "ru" },
  { name: "Siobhan Walsh", relation: "Visited our project for its donor", login: "s.walsh", locale: "en" },
  { name: "Bakyt Jumabekov", relation: "Head of the village council", login: "b.jumabekov", locale: "ru" },
];

/** What is said in place of a reference by somebody whom it would not be safe to write to. */
export const evidence =
  "She is watched since the spring, so please do not write to her. Our yearly report describes the work we did together; I can read out parts of it in the interview.";

/** What referees answer. */
export const references: readonly Record<string, string>[] = [
  {
    acquaintance: "A colleague for six years, first as a volunteer, then as the one who kept the keys.",
    example:
      "In the winter when the heating failed everybody wanted to close. They asked three families to host the reading circle in turn, and it met every week until April.",
    "to-learn": "To ask for help before it is urgent. They carry too much alone.",
    recommend: "5",
    "anything-else": "",
  },
  {
    acquaintance:
      "I trained a group of twenty; this was the one who stayed to put the chairs back and to ask why.",
    example:
      "Two neighbourhoods had stopped talking over a well. They did not mediate, they only cooked for both and let them sit. Later they told me that this was the plan.",
    "to-learn": "To write things down. Much of what they know is in their head.",
    recommend: "4",
    "anything-else": "Their English is better than they believe.",
  },
  {
    acquaintance: "Преподавал у них в школе пять лет.",
    example:
      "Когда закрыли школьную газету, они стали вывешивать новости на доске у магазина. Через год доску читал весь район.",
    "to-learn": "Терпению: не всё меняется за один год.",
    recommend: "5",
    "anything-else": "",
  },
];

/** A table as a form on another site exports it, waiting to be brought in. */
export const waitingTable = `Timestamp,Your name,E-mail address,Year of birth,Citizenship,Country where you live
2/3/2026 10:12:44,Nigora Halimova,nigora.h@post.example,1999,Tajikistan,Tajikistan
2/3/2026 18:40:02,Timur Seitkali,timur.s@inbox.example,1997,Kazakhstan,Kazakhstan
2/5/2026 09:03:10,Aizhan Bekova,aizhan.b@mail.example,2001,Kyrgyzstan,Kyrgyzstan
`;

/** What readers said of the files that everybody reads first: which panelist, after how many hours, and what. */
export const calibrationTalk: readonly (readonly { panelist: number; hoursLater: number; text: string }[])[] =
  [
    [
      {
        panelist: 4,
        hoursLater: 20,
        text: "I gave a 3 for commitment: regular work, but I see one role only. Those of you with a 5, where do you read that it reaches further?",
      },
      {
        panelist: 1,
        hoursLater: 26,
        text: "In the second answer: two others now run the circle without them. For me that is the anchor of 5, “led by the community”.",
      },
      {
        panelist: 0,
        hoursLater: 29,
        text: "Agreed on what it says, but it is said in passing. I stay with 3 here, and will look for it in both answers from now on.",
      },
    ],
    [
      {
        panelist: 7,
        hoursLater: 33,
        text: "We all score this low. Let us keep 1 for nothing shown at all: there is a beginning here.",
      },
    ],
  ];
