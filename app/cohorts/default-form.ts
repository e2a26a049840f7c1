import type { FormDefinition, Wording } from "./questions";

const text = (en: string, ru: string): Wording => ({ en, ru });
const option = (value: string, en: string, ru: string) => ({ value, label: { en, ru } });

/** Skills that applicants choose from and fellows rate themselves in. */
export const skills = [
  option("communication", "Communication and public speaking", "Общение и публичные выступления"),
  option("listening", "Listening and giving feedback", "Умение слушать и давать обратную связь"),
  option("ethics", "Ethical decisions", "Этичные решения"),
  option("teams", "Leading a team", "Руководство командой"),
  option("conflict", "Conflict and negotiation", "Конфликты и переговоры"),
  option("projects", "Planning and running projects", "Планирование и ведение проектов"),
  option("fundraising", "Fundraising", "Привлечение средств"),
  option("resilience", "Stress and well-being", "Стресс и благополучие"),
];

/**
 * The form a new edition starts with. Places that depend on the edition (its dates) are worked out here; everything
 * can be changed afterwards by a coordinator.
 */
export function defaultForm(edition: { startsOn: string }): FormDefinition {
  const startYear = Number(edition.startsOn.slice(0, 4));
  return {
    sections: [
      {
        key: "about",
        title: text("About you", "О вас"),
        lead: text(
          "What we need to know to see whether this edition can work for you. The people who score your application do not see this page.",
          "То, что нужно знать, чтобы понять, подходит ли вам этот набор. Те, кто оценивает заявку, этой страницы не видят.",
        ),
        questions: [
          {
            key: "birth-year",
            type: "year",
            label: text("Year of birth", "Год рождения"),
            help: text(
              `For example ${startYear - 27}. The fellowship is for people aged 20 to 35.`,
              `Например, ${startYear - 27}. Программа рассчитана на людей от 20 до 35 лет.`,
            ),
            required: true,
            audience: "office",
            min: startYear - 80,
            max: startYear - 16,
          },
          {
            key: "citizenship",
            type: "country",
            only: "any",
            label: text("Citizenship", "Гражданство"),
            required: true,
            audience: "office",
          },
          {
            key: "residence",
            type: "country",
            only: "any",
            label: text("Country where you live", "Страна проживания"),
            required: true,
            audience: "office",
          },
          {
            key: "dates-free",
            type: "choice",
            label: text(
              "Could you be in Prague for all ten weeks?",
              "Сможете ли вы провести в Праге все десять недель?",
            ),
            required: true,
            audience: "office",
            options: [
              option("yes", "Yes", "Да"),
              option("partly", "Only part of them", "Только часть"),
              option("unsure", "I am not sure yet", "Пока не знаю"),
              option("unsaid", "I would rather not say", "Предпочитаю не отвечать"),
            ],
          },
          {
            key: "passport",
            type: "choice",
            label: text(
              "Do you have a passport for travelling abroad?",
              "Есть ли у вас заграничный паспорт?",
            ),
            required: true,
            audience: "office",
            options: [
              option("valid", "Yes, valid", "Да, действующий"),
              option("expiring", "Yes, but it expires within a year", "Да, но срок истекает в течение года"),
              option("none", "No", "Нет"),
              option("unsaid", "I would rather not say", "Предпочитаю не отвечать"),
            ],
          },
          {
            key: "travel-ban",
            type: "choice",
            label: text(
              "Is there anything that bars you from leaving your country?",
              "Запрещён ли вам выезд из страны или может ли что-то ему помешать?",
            ),
            help: text("You need not say.", "Можно не отвечать."),
            required: true,
            audience: "office",
            options: [
              option("no", "No", "Нет"),
              option("yes", "Yes", "Да"),
              option("unsaid", "I would rather not say", "Предпочитаю не отвечать"),
            ],
          },
        ],
      },
      {
        key: "contact",
        title: text("How to reach you safely", "Как с вами безопасно связаться"),
        lead: text("Only the coordinators see this page.", "Эту страницу видят только координаторы."),
        questions: [
          {
            key: "preferred-name",
            type: "text",
            label: text("What should we call you?", "Как к вам обращаться?"),
            help: text(
              "Your name as you like it, or any other name. Your passport name is not needed now.",
              "Имя, каким вы пользуетесь, или любое другое. Имя по паспорту сейчас не нужно.",
            ),
            required: true,
            audience: "office",
            maxCharacters: 60,
          },
          {
            key: "safe-channel",
            type: "text",
            label: text("A safe way to reach you", "Безопасный способ связи"),
            help: text("For example a messenger and a nickname there.", "Например, мессенджер и имя в нём."),
            audience: "office",
            required: false,
            maxCharacters: 60,
          },
          {
            key: "safe-hours",
            type: "text",
            label: text("Hours when that is safe", "Время, когда это безопасно"),
            audience: "office",
            required: false,
            maxCharacters: 60,
          },
          {
            key: "harm",
            type: "choice",
            label: text(
              "Could you be harmed if this application became known?",
              "Может ли вам навредить, если об этой заявке узнают?",
            ),
            help: text(
              "This is never scored. It tells us how careful to be.",
              "Это никогда не оценивается. Так мы поймём, насколько осторожными быть.",
            ),
            required: true,
            audience: "office",
            options: [
              option("no", "No", "Нет"),
              option("some", "To some degree", "В какой-то мере"),
              option("serious", "Seriously", "Серьёзно"),
              option("talk", "I would rather talk about it", "Хочу обсудить это лично"),
              option("unsaid", "I would rather not say", "Предпочитаю не отвечать"),
            ],
          },
        ],
      },
      {
        key: "community",
        title: text("Your community", "Ваше сообщество"),
        lead: text(
          "The panel reads this without your name. Please name no one who could be recognised. Plain language is welcome: nobody is scored on style.",
          "Комиссия читает это без вашего имени. Не называйте тех, кого можно узнать. Пишите просто: стиль никто не оценивает.",
        ),
        questions: [
          {
            key: "community",
            type: "long-text",
            label: text(
              "Describe your community, and your role in it",
              "Опишите ваше сообщество и вашу роль в нём",
            ),
            required: true,
            audience: "panel",
            maxWords: 200,
          },
          {
            key: "led",
            type: "long-text",
            label: text(
              "Tell us about a time you led others",
              "Расскажите о случае, когда вы вели за собой других",
            ),
            help: text(
              "The situation, what you did, what came of it.",
              "Ситуация, ваши действия, результат.",
            ),
            required: true,
            audience: "panel",
            maxWords: 250,
          },
        ],
      },
      {
        key: "reflection",
        title: text("Looking back", "Оглядываясь назад"),
        questions: [
          {
            key: "dilemma",
            type: "long-text",
            label: text(
              "A mistake, a conflict or an ethical dilemma, and what changed",
              "Ошибка, конфликт или этическая дилемма — и что изменилось",
            ),
            required: true,
            audience: "panel",
            maxWords: 200,
          },
        ],
      },
      {
        key: "learning",
        title: text("What you want to learn", "Чему вы хотите научиться"),
        questions: [
          {
            key: "skills",
            type: "choices",
            label: text("Choose up to three skills to develop", "Выберите до трёх навыков"),
            required: true,
            audience: "panel",
            most: 3,
            options: skills,
          },
          {
            key: "skills-why",
            type: "long-text",
            label: text("Why these?", "Почему именно они?"),
            required: true,
            audience: "panel",
            maxWords: 150,
          },
        ],
      },
      {
        key: "return",
        title: text("Afterwards", "После программы"),
        questions: [
          {
            key: "at-home",
            type: "long-text",
            label: text("What would you try at home afterwards?", "Что бы вы попробовали сделать дома?"),
            required: true,
            audience: "panel",
            maxWords: 250,
          },
          {
            key: "why-now",
            type: "long-text",
            label: text("Why now, and who else would benefit?", "Почему сейчас и кому ещё это поможет?"),
            required: true,
            audience: "panel",
            maxWords: 150,
          },
        ],
      },
      {
        key: "experience",
        title: text("Experience and languages", "Опыт и языки"),
        lead: text(
          "Fill in the lines or upload one file, whichever is easier. Coordinators see it; the panel does not.",
          "Заполните строки или загрузите один файл — как удобнее. Это видят координаторы, но не комиссия.",
        ),
        questions: [
          {
            key: "experience",
            type: "entries",
            label: text("Up to five things you have done", "Чем вы занимались: до пяти записей"),
            required: false,
            audience: "office",
            most: 5,
          },
          {
            key: "cv",
            type: "file",
            label: text("Or one file with all of it", "Или один файл, где всё это есть"),
            help: text("A PDF, or a photo of a sheet of paper.", "PDF или фотография листа бумаги."),
            required: false,
            audience: "office",
            mediaTypes: ["application/pdf", "image/jpeg", "image/png"],
            maxBytes: 5 * 1024 * 1024,
          },
          {
            key: "languages",
            type: "languages",
            label: text("Your languages", "Ваши языки"),
            help: text(
              "Your own estimate, from A1 (first words) to C2 (like a native speaker).",
              "По вашей оценке: от A1 (первые слова) до C2 (как родной).",
            ),
            required: true,
            audience: "office",
            languages: ["en", "ru", "kk", "ky", "tg", "tk", "uz"],
          },
        ],
      },
      {
        key: "balance",
        title: text("For balance", "Для баланса"),
        lead: text(
          "Used only to see that the cohort as a whole is balanced. The panel never sees this.",
          "Нужно только для баланса группы в целом. Комиссия этого никогда не видит.",
        ),
        questions: [
          {
            key: "gender",
            type: "text",
            label: text("Gender, in your own words", "Пол, своими словами"),
            help: text("You may leave this empty.", "Можно оставить пустым."),
            required: false,
            audience: "balance",
            maxCharacters: 40,
          },
          {
            key: "place",
            type: "choice",
            label: text("Where do you live?", "Где вы живёте?"),
            required: false,
            audience: "balance",
            options: [
              option("city", "A large city", "Большой город"),
              option("town", "A town", "Небольшой город"),
              option("village", "A village", "Село"),
              option("unsaid", "I would rather not say", "Предпочитаю не отвечать"),
            ],
          },
        ],
      },
      {
        key: "consent",
        title: text("Your consent", "Ваше согласие"),
        lead: text(
          "We keep what you write encrypted, show it to those named on each page, and delete it six months after the decisions. You can withdraw and have everything erased at any time.",
          "Мы храним написанное в зашифрованном виде, показываем тем, кто назван на каждой странице, и удаляем через полгода после решений. Вы можете в любой момент отозвать заявку и всё удалить.",
        ),
        questions: [
          {
            key: "notice",
            type: "consent",
            label: text("I have read how my data is used", "Я знаю, как используются мои данные"),
            required: true,
            audience: "office",
          },
          {
            key: "process",
            type: "consent",
            label: text(
              "I agree that my answers are used to decide on this application",
              "Я согласен(на), чтобы мои ответы использовались для решения по этой заявке",
            ),
            required: true,
            audience: "office",
          },
          {
            key: "future-calls",
            type: "consent",
            label: text(
              "Keep my address and tell me about future calls",
              "Сохраните мой адрес и сообщайте о новых наборах",
            ),
            required: false,
            audience: "office",
          },
        ],
      },
    ],
    eligibility: [
      {
        key: "age",
        type: "age",
        question: "birth-year",
        min: 20,
        max: 35,
        effect: "tell",
        says: text(
          "The fellowship is for people aged 20 to 35 when it begins.",
          "Программа рассчитана на тех, кому к её началу от 20 до 35 лет.",
        ),
      },
      {
        key: "countries",
        type: "countries",
        questions: ["citizenship", "residence"],
        effect: "tell",
        says: text(
          "This edition is for citizens and residents of its countries.",
          "Этот набор — для граждан и жителей стран, на которые он рассчитан.",
        ),
      },
      {
        key: "dates",
        type: "answer",
        question: "dates-free",
        values: ["yes", "unsure"],
        effect: "tell",
        says: text(
          "Fellows are in Prague for all ten weeks.",
          "Участники проводят в Праге все десять недель.",
        ),
      },
      {
        key: "passport",
        type: "answer",
        question: "passport",
        values: ["valid", "expiring"],
        effect: "tell",
        says: text(
          "You will need a passport for travelling abroad. If you can get one before the programme begins, go on.",
          "Понадобится заграничный паспорт. Если вы успеете получить его до начала программы, продолжайте.",
        ),
      },
    ],
  };
}
