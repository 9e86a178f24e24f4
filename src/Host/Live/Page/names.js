// What the classes are called: their names where the images have some, else their numbers.
let names = [];

export function begin(about) { names = about.names; }

// The class alone, as tables and keys have it; and as a sentence has it: "class 7", or "circle".
export const name = label => names[label] || String(label);
export const said = label => names[label] || `class ${label}`;
