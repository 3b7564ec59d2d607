/** What looks hostile in a request, and how much. Bodies are never looked at: callers may say anything. */
export interface Suspicion {
  /** 0 for nothing. From {@link suspiciousScore} on it is noted. */
  score: number;
  /** Names of the rules that matched; never a part of the request. */
  rules: string[];
}

/** One clear sign, or several weak ones. */
export const suspiciousScore = 5;

const urlCharactersMax = 4_096;
const headerCharactersMax = 1_024;

interface Rule {
  name: string;
  score: number;
  shape: RegExp;
}

/** Of paths: nothing of ours has such names. */
const pathRules: readonly Rule[] = [
  {
    name: "hidden-file",
    score: 10,
    shape: /[/\\]\.(?:env|git|svn|hg|aws|ssh|docker|htaccess|htpasswd|ds_store)(?:[/.\\]|$)/i,
  },
  {
    name: "foreign-software",
    score: 5,
    shape:
      /[/\\](?:wp-(?:login|admin|content|includes|json)|xmlrpc\.php|phpmyadmin|pma|cgi-bin|actuator|solr|boaform|hnap1|owa|jenkins|vendor[/\\]phpunit)(?:[/\\.?]|$)|\.(?:php\d?|aspx?|jspx?|cgi)$/i,
  },
];

/** Of paths and queries. */
const urlRules: readonly Rule[] = [
  { name: "traversal", score: 10, shape: /(?:^|[/\\=])\.\.(?:[/\\]|$)/ },
  {
    name: "system-file",
    score: 10,
    shape: /[/\\](?:etc[/\\](?:passwd|shadow|hosts)|proc[/\\]self|windows[/\\]win\.ini|boot\.ini)/i,
  },
  {
    name: "sql",
    score: 8,
    shape:
      /\bunion\b(?:\s|\+|\/\*.{0,20}\*\/){1,5}(?:all\s+)?select\b|['"]\s*(?:or|and)\s+['"\d].{0,10}=|;\s*(?:drop|truncate|alter)\s+(?:table|database)\b|\b(?:pg_sleep|sleep|benchmark|waitfor\s+delay)\s*\(|\binformation_schema\b/i,
  },
  {
    name: "script",
    score: 8,
    shape: /<\s*script\b|\b(?:java|vb)script\s*:|\bon(?:error|load)\s*=|data:text\/html/i,
  },
  { name: "nul", score: 5, shape: /\0/ },
];

const headerRules: readonly Rule[] = [
  { name: "lookup", score: 10, shape: /\$\{\s*(?:jndi|env|sys|lower|upper|::-)/i },
  { name: "shell", score: 10, shape: /\(\s*\)\s*\{[^}]{0,40};\s*\}\s*;/ },
  { name: "header-script", score: 8, shape: /<\s*script\b/i },
  {
    name: "scanner",
    score: 5,
    shape: /\b(?:sqlmap|nikto|nuclei|masscan|zgrab|dirbuster|gobuster|wpscan|acunetix)\b/i,
  },
];

/** Scores a request by its path, query and headers. Bounded: long values are cut, and no rule backtracks over the rest. */
export function suspicionOf(request: {
  url: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}): Suspicion {
  const [path = "", query = ""] = decoded(request.url.slice(0, urlCharactersMax)).split(/\?(.*)/s);
  const values = Object.values(request.headers)
    .flat()
    .map((value) => (value ?? "").slice(0, headerCharactersMax));
  const matched = [
    ...pathRules.filter(({ shape }) => shape.test(path)),
    ...urlRules.filter(({ shape }) => shape.test(path) || shape.test(query)),
    ...headerRules.filter(({ shape }) => values.some((value) => shape.test(value))),
    ...headerRules.slice(0, 1).filter(({ shape }) => shape.test(path) || shape.test(query)),
  ];
  return {
    score: matched.reduce((sum, { score }) => sum + score, 0),
    rules: matched.map(({ name }) => name),
  };
}

/** Percent signs decoded twice: hiding behind a second layer is itself what attackers do. */
function decoded(url: string): string {
  return decodeOnce(decodeOnce(url));
}

function decodeOnce(text: string): string {
  return text.replaceAll(/%([0-7][\da-f])/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
