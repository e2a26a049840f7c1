import type { Catalogue } from "./platform/locale/translate";
import platformEn from "./platform/words.en.json";
import platformRu from "./platform/words.ru.json";
import accountsEn from "./accounts/words.en.json";
import accountsRu from "./accounts/words.ru.json";
import questionsEn from "./questions/words.en.json";
import questionsRu from "./questions/words.ru.json";
import cohortsEn from "./cohorts/words.en.json";
import cohortsRu from "./cohorts/words.ru.json";
import applyingEn from "./applying/words.en.json";
import applyingRu from "./applying/words.ru.json";
import programmeEn from "./programme/words.en.json";
import programmeRu from "./programme/words.ru.json";
import selectionEn from "./selection/words.en.json";
import selectionRu from "./selection/words.ru.json";
import feedbackEn from "./feedback/words.en.json";
import feedbackRu from "./feedback/words.ru.json";
import officeEn from "./office/words.en.json";
import officeRu from "./office/words.ru.json";

/** Every domain's words, under the domain's name. Staff screens are in English only and fall back to it. */
export const catalogue: Catalogue = {
  en: {
    platform: platformEn,
    accounts: accountsEn,
    questions: questionsEn,
    cohorts: cohortsEn,
    applying: applyingEn,
    programme: programmeEn,
    selection: selectionEn,
    feedback: feedbackEn,
    office: officeEn,
  },
  ru: {
    platform: platformRu,
    accounts: accountsRu,
    questions: questionsRu,
    cohorts: cohortsRu,
    applying: applyingRu,
    programme: programmeRu,
    selection: selectionRu,
    feedback: feedbackRu,
    office: officeRu,
  },
};
