export { type Engine, type EngineAddress, EngineError, startEngine } from "./engine.ts";
