import { defineConfig } from "astro/config";

import { addresses, redirects } from "./src/lib/site.js";
import { pathOf } from "./src/lib/links.js";

const shown = new Set((await addresses()).map(({ url }) => pathOf(url)));
const moved = (await redirects()).filter(({ old_path: path }) => !path.includes("?") && !shown.has(`${path}/`));

export default defineConfig({
  site: process.env.FRONT_URL ?? "http://localhost:4321",
  trailingSlash: "always",
  // Style sheets and scripts stay files of their own: the Content-Security-Policy of Base.astro asks for it.
  build: { inlineStylesheets: "never" },
  vite: { build: { assetsInlineLimit: 0 } },
  devToolbar: { enabled: false },
  redirects: Object.fromEntries(
    moved.map(({ old_path: path, location, permanent }) => [
      path,
      { status: permanent ? 301 : 302, destination: location },
    ]),
  ),
});
