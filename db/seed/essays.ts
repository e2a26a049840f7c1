import { countWords } from "~/cohorts/questions";
import { phrasesEn } from "./content/phrases-en";
import { phrasesRu } from "./content/phrases-ru";
import type { Phrases } from "./content/phrases";
import { topicsEn } from "./content/topics-en";
import { topicsRu } from "./content/topics-ru";
import type { Topic } from "./content/topics";
import type { Random } from "./random";
import { fillIn, type Voice } from "./template";

/** Somebody who writes an application: their work, their language, and how much they have to say. */
export interface Writer {
  voice: Voice;
  topic: Topic;
  phrases: Phrases;
  /** What a fair panel would find, in standard deviations from the mean. */
  quality: number;
  /** The skills they would like to develop, by the form's names for them. */
  skills: string[];
}

export type EssayKey = "community" | "led" | "dilemma" | "skills-why" | "at-home" | "why-now";

/** The most words of each, within what the default form allows. */
export const mostWords: Record<EssayKey, number> = {
  community: 200,
  led: 240,
  dilemma: 200,
  "skills-why": 150,
  "at-home": 240,
  "why-now": 150,
};
const leastWords = 80;

type Level = "thin" | "plain" | "full";

/** A writer in a language, on a topic; the same person in every essay. */
export function aWriter(
  random: Random,
  who: { locale: "en" | "ru"; female: boolean; quality: number },
): Writer {
  const phrases = who.locale === "ru" ? phrasesRu : phrasesEn;
  const [place, here] = random.pick(phrases.places);
  return {
    voice: { locale: who.locale, female: who.female, place, here },
    topic: random.pick(who.locale === "ru" ? topicsRu : topicsEn),
    phrases,
    quality: who.quality,
    skills: random.sample(
      Object.keys(phrases.skill),
      random.weighted([
        [1, 1],
        [2, 4],
        [3, 7],
      ]),
    ),
  };
}

/** All the long answers of an application. A topic's sentences are used once in it, never twice. */
export function writeEssays(random: Random, writer: Writer): Record<EssayKey, string> {
  const { topic, phrases } = writer;
  const community = random.shuffled(topic.community);
  const activity = random.shuffled(topic.activity);
  const need = random.shuffled(topic.need);
  // The first three situations, actions and results belong together; a fourth action fits any of them.
  const story = random.between(0, topic.situation.length - 1);
  const [situation, action, result] = [topic.situation[story], topic.action[story], topic.result[story]];
  const furtherAction = topic.action.at(-1);
  const plan = random.shuffled(topic.plan);
  const benefit = random.shuffled(topic.benefit);
  const tale = random.pick(random.chance(0.85) ? topic.dilemma : phrases.mistake);
  const role = (level: Level) => random.pick(phrases.role[level]);
  const lesson = (level: Level) => random.pick(phrases.lesson[level === "full" ? "full" : "plain"]);
  const changed = (level: Level) => random.pick(phrases.changed[level === "full" ? "full" : "plain"]);
  const write = (key: EssayKey, outlines: Record<Level, () => Outline>) =>
    compose(random, writer.voice, outlines[levelOf(random, writer.quality)](), mostWords[key]);

  return {
    community: write("community", {
      thin: () => ({
        must: [community[0], need[0], role("thin")],
        more: random.shuffled(phrases.filler.community),
      }),
      plain: () => ({
        must: [community[0], need[0], activity[0], role("plain")],
        more: [activity[1], ...random.sample(phrases.limit, 2), need[1]],
      }),
      full: () => ({
        must: [community[0], need[0], activity[0], activity[1], role("full"), random.pick(phrases.limit)],
        more: [need[1], ...activity.slice(2), ...phrases.limit],
      }),
    }),
    led: write("led", {
      thin: () => ({
        must: [situation, ...inOrder(random, phrases.filler.led, 3)],
        more: [...random.shuffled(phrases.filler.led), ...random.shuffled(phrases.lesson.plain)],
      }),
      plain: () => ({
        must: [situation, action, result, lesson("plain")],
        more: [random.pick(phrases.obstacle), furtherAction, ...random.shuffled(phrases.obstacle)],
        at: 2,
      }),
      full: () => ({
        must: [situation, action, random.pick(phrases.obstacle), furtherAction, result, lesson("full")],
        more: [lesson("plain"), random.pick(phrases.obstacle), ...random.shuffled(phrases.lesson.full)],
      }),
    }),
    dilemma: write("dilemma", {
      thin: () => ({
        must: inOrder(random, phrases.filler.dilemma, 4),
        more: [
          ...random.sample(phrases.changed.plain, 2),
          ...random.shuffled(phrases.lesson.plain),
          ...phrases.filler.dilemma,
        ],
      }),
      plain: () => ({
        must: [tale],
        more: [
          changed("plain"),
          lesson("plain"),
          changed("full"),
          ...random.shuffled([...phrases.lesson.plain, ...phrases.changed.plain]),
        ],
      }),
      full: () => ({
        must: [tale, changed("full")],
        more: [changed("plain"), lesson("full"), ...random.shuffled(phrases.lesson.plain)],
      }),
    }),
    "skills-why": write("skills-why", {
      thin: () => ({
        must: [...reasons(random, writer, true), ...random.sample(phrases.learning.thin, 2)],
        more: [...random.shuffled(phrases.learning.thin), ...random.shuffled(phrases.role.thin)],
      }),
      plain: () => ({
        must: [...reasons(random, writer), random.pick(phrases.learning.plain)],
        more: random.shuffled(phrases.learning.plain),
      }),
      full: () => ({
        must: [...reasons(random, writer), random.pick(phrases.learning.full)],
        more: [...random.sample(phrases.learning.plain, 2), ...random.sample(phrases.learning.full, 2)],
      }),
    }),
    "at-home": write("at-home", {
      thin: () => ({
        must: [plan[0], ...inOrder(random, phrases.filler.plan, 3)],
        more: random.shuffled(phrases.filler.plan),
      }),
      plain: () => ({
        must: [plan[0], random.pick(phrases.firstStep), random.pick(phrases.partners)],
        more: [
          random.pick(phrases.risk),
          random.pick(phrases.measure),
          plan[1],
          ...random.shuffled(phrases.firstStep),
        ],
      }),
      full: () => ({
        must: [
          plan[0],
          random.pick(phrases.firstStep),
          random.pick(phrases.partners),
          random.pick(phrases.risk),
          random.pick(phrases.measure),
        ],
        more: [
          plan[1],
          ...random.sample(phrases.partners, 2),
          ...random.sample(phrases.firstStep, 2),
          plan[2],
          ...random.sample(phrases.risk, 2),
        ],
      }),
    }),
    "why-now": write("why-now", {
      thin: () => ({
        must: inOrder(random, phrases.filler.now, 4),
        more: [benefit[0], ...random.shuffled(phrases.filler.now), ...random.shuffled(phrases.filler.plan)],
      }),
      plain: () => ({
        must: [random.pick(phrases.now.plain), benefit[0], random.pick(phrases.others)],
        more: [activity[3], ...random.shuffled(phrases.others), ...random.shuffled(phrases.now.plain)],
      }),
      full: () => ({
        must: [random.pick(phrases.now.full), benefit[0], random.pick(phrases.others)],
        more: [benefit[1], random.pick(phrases.now.plain), activity[3], ...random.shuffled(phrases.others)],
      }),
    }),
  };
}

interface Outline {
  must: (string | undefined)[];
  /** Added after it, one by one, until there are enough words. */
  more: (string | undefined)[];
  /** Where it is added; at the end, unless told. */
  at?: number;
}

function compose(random: Random, voice: Voice, outline: Outline, most: number): string {
  const say = (template: string) => fillIn(template, random, voice);
  const templates = outline.must.filter((template) => template !== undefined);
  const sentences = templates.map(say);
  const words = () => countWords(sentences.join(" "));
  const add = (template: string | undefined) => {
    if (template === undefined || templates.includes(template)) return;
    const sentence = say(template);
    if (words() + countWords(sentence) > most) return;
    templates.push(template);
    sentences.splice(outline.at ?? sentences.length, 0, sentence);
  };
  // Some say what is asked for, some say all they have.
  const enough = Math.max(leastWords, most * random.pick([0.4, 0.5, 0.6, 0.75, 0.9]));
  for (const template of outline.more) {
    if (words() >= enough) break;
    add(template);
  }
  while (words() > most) sentences.splice(-2, 1);
  const middle = Math.ceil(sentences.length / 2);
  const parts =
    sentences.length > 3 && words() > 110 && random.chance(0.6)
      ? [sentences.slice(0, middle), sentences.slice(middle)]
      : [sentences];
  return parts.map((part) => part.join(" ")).join("\n\n");
}

/** Somebody good writes well mostly, and not about everything. */
function levelOf(random: Random, quality: number): Level {
  const felt = random.normal(quality, 0.45);
  return felt < -0.75 ? "thin" : felt < 0.45 ? "plain" : "full";
}

/** Why each skill was chosen; the last reason of each list is the one that says nothing. */
function reasons(random: Random, writer: Writer, thin = false): string[] {
  return writer.skills.map((skill) => {
    const list = writer.phrases.skill[skill] ?? [];
    return thin && random.chance(0.8) ? (list.at(-1) ?? "") : random.pick(list.slice(0, -1));
  });
}

/** Some of a list, in its own order. */
function inOrder<T>(random: Random, list: readonly T[], count: number): T[] {
  return random
    .sample([...list.keys()], count)
    .sort((a, b) => a - b)
    .map((index) => list[index] as T);
}
