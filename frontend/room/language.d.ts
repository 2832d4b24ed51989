/** Told by the build (frontend/build.mjs) and by Vitest: a bundle holds the words of one language. */
declare const LANGUAGE: "fr" | "en";
