/** Where the ten weeks are held. Invented houses on streets that are there. */
export const venues = [
  { key: "house", name: "Green House, room 2", address: "Šafaříkova 24, Praha 2" },
  { key: "hall", name: "Green House, small hall", address: "Šafaříkova 24, Praha 2" },
  { key: "library", name: "Neighbourhood library", address: "Vinohradská 70, Praha 3" },
  { key: "coaching", name: "Quiet room", address: "Sarajevská 8, Praha 2" },
] as const;

/** What fellows say after a session, in a word on how it was and one thing to change. */
export const changes: readonly string[] = [
  "More time for the second exercise; we stopped when it became interesting.",
  "Please send the cards the evening before, so that I can read them in peace.",
  "A longer break. My head was full by eleven.",
  "Smaller groups: with six of us, two always lead.",
  "An example from our region next to the Czech one.",
  "Ten minutes less talking at the start.",
  "Nothing, thank you. Perhaps a window that opens.",
  "I would have liked to try it twice.",
  "Could we have the words in Russian too? Two of the terms were new to me.",
  "Let somebody else begin the circle each time.",
  "Tell us beforehand that it will be personal.",
  "Больше практики, меньше слайдов.",
  "Хотелось бы больше времени на вопросы.",
  "Чуть медленнее: не все успели записать.",
  "Было бы хорошо разобрать случай из нашей работы.",
  "Не меняйте ничего, кроме кофе.",
];

/** Why someone is not eligible, by what an eligibility check finds. */
export const rulings = {
  "too-young": "Will be under 20 when the programme begins. Invited to apply again.",
  "too-old": "Over 35 at the start of the programme.",
  elsewhere: "Lives outside the five countries and does not plan to return within the next year.",
  dates: "Cannot come for the first four weeks; asked, and confirmed it.",
} as const;

/** Why a panelist steps aside. */
export const ties = [
  "I think I know the project; its founder was in a training of mine last year.",
  "The organisation described was a partner of my employer until spring.",
  "Close friend of a former colleague, if I read it right. Better somebody else.",
] as const;
