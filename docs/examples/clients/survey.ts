// Lists the open surveys and answers one, with the types that `make clients` generates.
import createClient from "openapi-fetch";

import type { components, paths } from "./api.js";

type Submission = components["schemas"]["SubmissionIn"];

const client = createClient<paths>({ baseUrl: process.argv[2] ?? "http://localhost:8000" });

const { data: surveys } = await client.GET("/api/v1/surveys/", { params: { query: { locale: "en" } } });
console.log(surveys?.items.map((survey) => survey.key).join(", "));

const contact = { path: { key: "contact" }, query: { locale: "en" } } as const;
const { data: survey } = await client.GET("/api/v1/surveys/{key}/", { params: contact });

const body: Submission = {
  locale: "en",
  version: survey?.version,
  answers: {
    subject: "joining",
    message: "How do we join?",
    contact_name: "Kim Example",
    reply_by: "email",
    contact_email: "kim@segel.example",
  },
};
const { data, error } = await client.POST("/api/v1/surveys/{key}/submissions/", {
  params: { path: { key: "contact" } },
  body,
});
if (error) throw new Error(error.detail);
console.log(`${survey?.title}: ${data.reference}`);
