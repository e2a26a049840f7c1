import type { Wording } from "./questions";

/** The rubric a new edition starts with: five criteria of equal weight, scored 1 to 5 (structured-interview guidance of the US OPM). */
export const defaultRubric: {
  title: Wording;
  anchors: [Wording, Wording, Wording, Wording, Wording];
  weight: number;
}[] = [
  {
    title: { en: "Community commitment", ru: "Преданность сообществу" },
    anchors: [
      { en: "None shown", ru: "Не видно" },
      { en: "Occasional", ru: "От случая к случаю" },
      { en: "Regular, in one role", ru: "Регулярно, в одной роли" },
      { en: "Sustained, meeting a clear need", ru: "Постоянно, в ответ на ясную потребность" },
      { en: "Long-term and led by the community", ru: "Давно, и дело ведёт само сообщество" },
    ],
    weight: 20,
  },
  {
    title: { en: "Leadership", ru: "Лидерство" },
    anchors: [
      { en: "A claim only", ru: "Только слова" },
      { en: "Took part", ru: "Участвует" },
      { en: "Led a task, with a result", ru: "Руководит делом, есть результат" },
      { en: "Led people, with a clear result", ru: "Руководит людьми, результат ясен" },
      { en: "Mobilised others, with a lasting result", ru: "Увлекает других, результат остаётся" },
    ],
    weight: 20,
  },
  {
    title: { en: "Self-awareness and ethics", ru: "Понимание себя и этика" },
    anchors: [
      { en: "Blames others", ru: "Винит других" },
      { en: "Vague", ru: "Расплывчато" },
      { en: "Names a lesson", ru: "Называет урок" },
      { en: "Changed how they act", ru: "Теперь поступает иначе" },
      {
        en: "Weighs the dilemma and shows the change",
        ru: "Взвешивает дилемму и показывает, что изменилось",
      },
    ],
    weight: 20,
  },
  {
    title: { en: "Learning fit", ru: "Учебные цели" },
    anchors: [
      { en: "A mismatch", ru: "Не для этой программы" },
      { en: "Generic", ru: "Общие слова" },
      { en: "Relevant goals", ru: "Уместны" },
      { en: "Specific and tied to the work", ru: "Конкретны и связаны с делом" },
      {
        en: "Specific, and the fellowship is the right means",
        ru: "Конкретны, и программа — верное средство",
      },
    ],
    weight: 20,
  },
  {
    title: { en: "Use at home", ru: "Применение дома" },
    anchors: [
      { en: "None", ru: "Нет" },
      { en: "A wish", ru: "Только намерение" },
      { en: "A plausible step", ru: "Правдоподобный шаг" },
      { en: "Feasible, with partners", ru: "Выполнимо, есть партнёры" },
      { en: "Feasible, safe, and multiplies", ru: "Выполнимо, безопасно, подхватят другие" },
    ],
    weight: 20,
  },
];
