/* Files: what was chosen is sent at once, and listed. */

import { draw, unseen } from "./draw.js";
import { describedBy, field, single } from "./frame.js";
import { call, reason } from "./saving.js";

const MEDIA = {
  pdf: "application/pdf,.pdf",
  image: "image/jpeg,image/png,image/webp",
  document: ".docx,.odt",
  spreadsheet: ".xlsx,.ods",
  text: "text/plain,text/csv,.txt,.csv",
};

/** A file that was sent, with the ticket that stands for it among the answers. */
function keptFile(name, ticket, facts, say) {
  const remove = ({ target }) => {
    const form = target.form;
    target.closest("[data-question]").querySelector("input[type=file]").focus();
    target.closest("li").remove();
    form.dispatchEvent(new Event("change"));
  };
  return draw(
    "li",
    {},
    draw("input", { type: "hidden", name, value: ticket }),
    draw("span", {}, facts.name),
    draw("button", { type: "button", class: "text-button", onclick: remove }, say("remove"), unseen(`: ${facts.name}`)),
  );
}

export function file(asked) {
  const { question, name, id, box, say, files } = asked;
  const { accept = ["pdf", "image"], max_size_mb: size = 10, max_files: count = 1 } = question;
  const kinds = accept.map((kind) => (kind === "pdf" ? "PDF" : say(kind === "text" ? "plain" : kind))).join(", ");
  const hint = `${kinds}. ${say("fileSize", { size })} ${count > 1 ? say("files", { count }) : say("oneFile")}`;
  const kept = [asked.value ?? []]
    .flat()
    .filter(Boolean)
    .map((each) => each.upload ?? each);
  const input = {
    type: "file",
    id,
    accept: accept.map((kind) => MEDIA[kind]).join(","),
    multiple: count > 1,
    "data-most": count,
    "aria-describedby": describedBy(asked, `${box}-hint`),
  };
  return single(
    asked,
    [
      draw(
        "ul",
        { class: "kept-files", role: "list" },
        kept.map((ticket) => keptFile(name, ticket, files.get(ticket) ?? { name: ticket }, say)),
      ),
      field("input", "", input),
      draw("p", { class: "help", role: "status" }),
    ],
    hint,
  );
}

/** Sends the files that were chosen, at once; what stands among the answers are their tickets. */
export async function upload(input, survey, { say, files, locale }) {
  const container = input.closest("[data-question]");
  const [list, status] = [container.querySelector("ul"), container.querySelector("[role=status]")];
  const chosen = [...input.files];
  input.value = "";
  for (const file of chosen) {
    const name = container.dataset.question;
    if (list.children.length >= Number(input.dataset.most)) {
      status.textContent = say("tooMany", { count: input.dataset.most });
      return;
    }
    status.textContent = say("sending", { name: file.name });
    const body = new FormData();
    body.append("question", name.split(":").at(-1));
    body.append("file", file);
    try {
      const { data } = await call(`${survey}uploads/?locale=${locale}`, "POST", body);
      files.set(data.upload, data);
      list.append(keptFile(name, data.upload, data, say));
      status.textContent = say("sentFile", { name: file.name });
      input.form.dispatchEvent(new Event("change"));
    } catch (refusal) {
      status.textContent = reason(refusal, say);
    }
  }
}
