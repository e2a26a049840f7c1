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
      { en: "None shown", ru: "Не видна" },
      { en: "Occasional", ru: "От случая к случаю" },
      { en: "Regular, in one role", ru: "Регулярно, в одной роли" },
      { en: "Sustained, meeting a clear need", ru: "Постоянно, в ответ на ясную потребность" },
      { en: "Long-term and led by the community", ru: "Надолго, и ведёт само сообщество" },
    ],
    weight: 20,
  },
  {
    title: { en: "Leadership", ru: "Лидерство" },
    anchors: [
      { en: "A claim only", ru: "Только слова" },
      { en: "Took part", ru: "Участие" },
      { en: "Led a task, with a result", ru: "Руководство делом, с результатом" },
      { en: "Led people, with a clear result", ru: "Руководство людьми, с ясным результатом" },
      { en: "Mobilised others, with a lasting result", ru: "Увлечены другие, результат остаётся" },
    ],
    weight: 20,
  },
  {
    title: { en: "Self-awareness and ethics", ru: "Самокритичность и этика" },
    anchors: [
      { en: "Blames others", ru: "Винит других" },
      { en: "Vague", ru: "Расплывчато" },
      { en: "Names a lesson", ru: "Называет урок" },
      { en: "Changed how they act", ru: "Поступает теперь иначе" },
      {
        en: "Weighs the dilemma and shows the change",
        ru: "Взвешивает дилемму и показывает, что изменилось",
      },
    ],
    weight: 20,
  },
  {
    title: { en: "Learning fit", ru: "Чему учиться" },
    anchors: [
      { en: "A mismatch", ru: "Не сюда" },
      { en: "Generic", ru: "Общие слова" },
      { en: "Relevant goals", ru: "Цели подходят" },
      { en: "Specific and tied to the work", ru: "Конкретно и связано с делом" },
      {
        en: "Specific, and the fellowship is the right means",
        ru: "Конкретно, и программа — верное средство",
      },
    ],
    weight: 20,
  },
  {
    title: { en: "Use at home", ru: "Польза дома" },
    anchors: [
      { en: "None", ru: "Нет" },
      { en: "A wish", ru: "Пожелание" },
      { en: "A plausible step", ru: "Правдоподобный шаг" },
      { en: "Feasible, with partners", ru: "Выполнимо, есть партнёры" },
      { en: "Feasible, safe, and multiplies", ru: "Выполнимо, безопасно и распространится" },
    ],
    weight: 20,
  },
];
