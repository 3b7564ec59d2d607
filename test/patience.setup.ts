import { vi } from "vitest";

/** What is waited for comes soon, but on a busy machine not always within the second that is usual. */
const patienceMs = 15_000;
const waitFor = vi.waitFor.bind(vi);
vi.waitFor = (check, options = patienceMs) => waitFor(check, options);
