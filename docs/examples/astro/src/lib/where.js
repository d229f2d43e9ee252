/* Where the site is that this front end is built from. */

export const SITE_URL = new URL(process.env.SITE_URL ?? "http://localhost:8000").origin;
