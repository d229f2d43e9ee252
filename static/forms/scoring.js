/* What answers add up to, as forms/engine/scoring.py has it: percent and bands, of the whole and by theme. */

import { at } from "./rules.js";

function weightFor({ weight = 1, weight_by: by = null }, values) {
  const deciding = by === null ? null : at(values, by.question);
  return typeof deciding === "string" ? (at(by.weights, deciding) ?? weight) : weight;
}

/** Points reached and reachable, weighed, for all that the answer to `question` judges; "not relevant" is left out. */
function judged(question, values) {
  const answer = at(values, question.key);
  const scores = new Map(question.choices.map(({ value, score = null }) => [value, score]));
  const most = Math.max(0, ...scores.values());
  const weight = weightFor(question, values);
  const chosen = question.type === "matrix" ? Object.values(answer ?? {}) : [answer];
  return chosen
    .map((value) => scores.get(value) ?? null)
    .filter((score) => score !== null)
    .map((score) => ({ theme: question.theme, reached: score * weight, reachable: most * weight }));
}

/** The share that was reached in whole percent, halves rounded up; null when nothing counts. */
function percentOf(counted) {
  const sum = (part) => counted.reduce((total, each) => total + each[part], 0);
  const [reached, reachable] = [sum("reached"), sum("reachable")];
  return reachable > 0 ? Math.floor((200 * reached + reachable) / (2 * reachable)) : null;
}

function scoreOf(counted, bands) {
  const percent = percentOf(counted);
  const band = bands.find(({ min, max }) => percent !== null && min <= percent && percent <= max);
  return { percent, band: band?.label ?? "" };
}

/** The sums over `values`, canonical answers of visible questions; null for a form that has no themes. */
export function scores({ scoring: { themes = [], bands = [] } = {}, steps }, values) {
  if (themes.length === 0) return null;
  const counted = steps
    .flatMap(({ questions = [] }) => questions)
    .filter(({ theme = null, choices = [] }) => theme !== null && choices.length > 0)
    .flatMap((question) => judged(question, values));
  const byTheme = themes.map(({ key, label }) => {
    const own = counted.filter(({ theme }) => theme === key);
    return { key, label, ...scoreOf(own, bands) };
  });
  return { ...scoreOf(counted, bands), themes: byTheme };
}
