// Bundles the widget into one script: node build.mjs [output]. The first line names the sources it was made of, so that a test can
// tell when the build that is kept beside them is older than they are.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const output = process.argv[2] ?? join(here, "prebuilt", "chat.js");

const hash = createHash("sha256");
for (const name of (await readdir(join(here, "src"))).sort()) {
  const text = await readFile(join(here, "src", name), "utf8");
  hash.update(`${name}\n${text.replaceAll("\r\n", "\n")}\n`);
}

const result = await build({
  entryPoints: [join(here, "src", "main.ts")],
  bundle: true,
  format: "iife",
  target: "es2022",
  minify: true,
  charset: "ascii",
  legalComments: "none",
  loader: { ".css": "text" },
  write: false,
});
await mkdir(dirname(output), { recursive: true });
await writeFile(output, `/* Athera chat, sources ${hash.digest("hex").slice(0, 32)} */\n${result.outputFiles[0].text}`);
