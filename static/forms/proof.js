/* The small computation against spam: solved quietly while the page is read, and anew before the challenge ends. What is
   looked for is the number whose hash with the salt is the challenge. */

const FRESH_FOR = 50 * 60 * 1000;
const AT_ONCE = 500;

async function hash(text) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function solve({ salt, challenge, maxNumber }) {
  for (let from = 0; from <= maxNumber; from += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, maxNumber - from + 1) }, (_, index) => from + index);
    const hashes = await Promise.all(numbers.map((number) => hash(salt + number)));
    const found = hashes.indexOf(challenge);
    if (found >= 0) return numbers[found];
  }
  return null;
}

async function prove(field) {
  const answer = await fetch(field.dataset.proof, { cache: "no-store" });
  if (!answer.ok) return;
  const { algorithm, challenge, salt, maxNumber, signature } = await answer.json();
  const number = await solve({ salt, challenge, maxNumber });
  if (number !== null) field.value = btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
}

const field = document.querySelector("[data-proof]");
if (field && window.crypto?.subtle) {
  const again = () => prove(field).catch(() => {});
  again();
  setInterval(again, FRESH_FOR);
}
