/** What is written down about a location, searched as knowledge where somebody switched it on. */

export { openLocationKnowledge } from "./open-location-knowledge.ts";
