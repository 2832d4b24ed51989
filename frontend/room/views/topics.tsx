/** Private topics (being written, slice T). */
export {};
