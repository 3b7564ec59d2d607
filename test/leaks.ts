/** The numbers that tests call from and to (+1 212 555 01xx), however they are written. */
const inventedNumber = /(?:\+|%2B|\b)1[ ().-]{0,2}212[ ().-]{0,2}555[ ().-]?01\d\d/i;

/** The values of an environment that nobody may see. */
export function secretsIn(env: Readonly<Record<string, string>>): string[] {
  return Object.entries(env).flatMap(([variable, value]) =>
    /SECRET|KEY|TOKEN|PASSWORD/.test(variable) ? value.split(",") : [],
  );
}

/** Fails the test whose world logged one of these values, or a caller's number. */
export function refuseLeaks(lines: readonly string[], secrets: readonly string[]): void {
  const long = secrets.filter((secret) => secret.length >= 8);
  for (const line of lines) {
    const isLeak = long.some((secret) => line.includes(secret)) || inventedNumber.test(line);
    if (isLeak) throw new Error(`A secret or a caller's number was logged: ${line}`);
  }
}
