/** The model behind an endpoint that any client of OpenAI's format can be pointed at. */

export { openBackgroundModel } from "./background-model.ts";
export { openGateway } from "./open-gateway.ts";
