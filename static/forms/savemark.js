/* What a page says of saving: a quiet mark for the eye, and aloud only what changes something for the respondent. */

const UNNOTICED = 5000;

/** The mark of `form`, with a method for each state it can be in. */
export function markOf(form) {
  const mark = form.querySelector("[data-save-mark]");
  const said = form.querySelector("[data-save-said]");
  const { saving, saved, offline, later, waits, refused, onwards } = mark.dataset;
  form.querySelector("[data-meanwhile]").dataset.meanwhile = form.getAttribute("data-disputed") ?? "";
  let troubled = false;
  let begun = mark.textContent.trim() !== "";

  const show = (words, state) => {
    mark.className = `survey-saved ${state}`.trim();
    mark.textContent = words;
  };
  const say = (words) => {
    said.textContent = said.textContent === words ? `${words}\u00a0` : words;
  };
  const trouble = (words) => {
    show(words, "is-unsaved");
    if (!troubled || said.textContent.trim() !== words) say(words);
    troubled = true;
  };

  return {
    saving: () => troubled || show(saving, "is-saving"),
    saved: (answer, aloud) => {
      show(saved, "");
      if (aloud || troubled || !begun) say(answer.detail);
      if (aloud) show(answer.detail, "");
      troubled = false;
      begun = true;
      tellOfDraft(answer);
      tellOfConflicts(form, answer);
    },
    failed: (detail) => trouble(detail ?? offline),
    /** Too much comes in just now: when it is tried again, a moment's wait apart, which nobody needs to hear of. */
    later: (wait) => {
      if (wait < UNNOTICED) return;
      const language = document.documentElement.lang;
      const time = new Date(Date.now() + wait).toLocaleTimeString(language, { timeStyle: "short" });
      trouble(later.replace("{time}", time));
    },
    waits: () => {
      troubled = false;
      trouble(waits);
    },
    refused: (detail, page) => {
      trouble(detail ?? refused);
      if (page) mark.append(" ", linkTo(page, onwards));
    },
  };
}

function linkTo(page, words) {
  const link = document.createElement("a");
  link.href = page;
  link.textContent = words;
  return link;
}

/** Until when the answers are kept, and where they are in other languages, which a first page does not know yet. */
function tellOfDraft({ words, link, languages }) {
  document.querySelector("[data-kept]").textContent = words;
  const own = document.querySelector("[data-link]");
  own.href = link;
  own.parentElement.classList.remove("is-waiting");
  for (const [language, url] of Object.entries(languages)) {
    document.querySelector(`header a[hreflang="${language}"]`)?.setAttribute("href", url);
  }
}

/** Answers that were saved meanwhile, told below the questions, so that none of them moves. */
function tellOfConflicts(form, { conflicts, notice }) {
  const place = form.querySelector("[data-meanwhile]");
  const told = conflicts.join(" ");
  if (place.dataset.meanwhile === told) return;
  place.dataset.meanwhile = told;
  place.innerHTML = notice;
  if (told) document.querySelector(".survey-main > .meanwhile")?.remove();
}
