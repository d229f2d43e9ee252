/* What the build and the script on the page both know of questions: which component draws a type, and how the controls
   of its answer are named. The names are those that `/f/<key>/` of the site reads. */

export const CONTROLS = {
  text: "typed",
  long_text: "typed",
  email: "typed",
  phone: "typed",
  url: "typed",
  number: "typed",
  date: "typed",
  time: "typed",
  business_id_fi: "typed",
  postal_code: "typed",
  signature_name: "typed",
  single_choice: "choice",
  multiple_choice: "choice",
  scale: "choice",
  yes_no: "choice",
  rating: "choice",
  consent: "agreement",
  acknowledgement: "agreement",
  datetime: "parts",
  address: "parts",
  matrix: "matrix",
  file: "file",
  calculated: "calculated",
  hidden: "hidden",
  statement: "words",
  section: "words",
};

export const controlOf = ({ type }) => (Object.hasOwn(CONTROLS, type) ? CONTROLS[type] : "elsewhere");

export const idOf = (name) => `q-${name.replaceAll(":", "-")}`;

export const partsOf = ({ type, rows }) =>
  ({ datetime: ["date", "time"], address: ["street", "postal_code", "city"], matrix: rows?.map(({ key }) => key) })[
    type
  ] ?? [];

/** Whether it has to be answered whatever else is answered. Conditions are the script's and the site's to decide. */
export const isAlwaysRequired = (question, step) => Boolean(question.required && !question.show_if && !step.show_if);

/** Whether nobody has to answer it, ever: what depends on other answers is said by the script. */
export const isNeverRequired = ({ required, required_if: rule }) => !required && !rule;
