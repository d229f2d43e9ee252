/* Copies what decides about a survey, evaluate.js and the modules that it imports, from the site's own scripts. */

import { copyFile, mkdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const FROM = new URL(process.env.ENGINE_FOLDER ?? "../../../../static/forms/", import.meta.url);
const TO = new URL("../src/engine/", import.meta.url);
const IMPORTED = /from "\.\/([a-z-]+\.js)"/g;

await mkdir(TO, { recursive: true });
const wanted = ["evaluate.js"];
for (const name of wanted) {
  const code = await readFile(new URL(name, FROM), "utf8").catch(() => {
    console.error(
      `There is no ${fileURLToPath(new URL(name, FROM))}. Say in ENGINE_FOLDER where the modules are: file:///…/`,
    );
    process.exit(1);
  });
  await copyFile(new URL(name, FROM), new URL(name, TO));
  for (const [, other] of code.matchAll(IMPORTED)) if (!wanted.includes(other)) wanted.push(other);
}
