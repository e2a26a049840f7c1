import { watchQuestions } from "~/questions/watch-questions";

// Runs on a page with questions that is not saved by itself: shows what the answers ask for, and counts words.

for (const form of document.querySelectorAll("form")) watchQuestions(form);
