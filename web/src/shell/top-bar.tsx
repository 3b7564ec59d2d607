import { Link } from "@tanstack/react-router";
import type { Session } from "../api.ts";
import { actsForClient, isOfAgency } from "../lib/access.ts";
import { useBrand } from "../lib/brand.ts";
import { wordOf } from "../lib/format.ts";
import { chooseLanguage, language, languageNames } from "../lib/language.ts";
import { useStore } from "../lib/store.ts";
import { t } from "../lib/text.ts";
import { setTheme, type Theme, themeStore, themes } from "../lib/theme.ts";
import { BrandMark } from "../ui/brand-mark.tsx";
import { IconButton } from "../ui/button.tsx";
import {
  ChevronDownIcon,
  KeyboardIcon,
  LanguageIcon,
  MoonIcon,
  SearchIcon,
  SignOutIcon,
  SunIcon,
  SystemIcon,
} from "../ui/icons.tsx";
import { ActingBar } from "./acting-bar.tsx";
import { LiveIndicator } from "./live-indicator.tsx";
import { usePageTarget } from "./page-link.ts";
import { PageMenu } from "./page-menu.tsx";
import { pages } from "./pages.ts";
import { openPalette } from "./palette-state.ts";
import { openHelp } from "./shortcuts-state.ts";
import { useSignOut } from "./sign-out.ts";

export function TopBar({ session }: { session: Session }) {
  return (
    <div className="sticky top-0 z-30 print:hidden">
      {actsForClient(session) && <ActingBar session={session} />}
      <Bar session={session} />
    </div>
  );
}

function Bar({ session }: { session: Session }) {
  const brand = useBrand();
  const targetOf = usePageTarget();
  const shown = pages.filter((page) => page.place !== "menu" && page.isFor(session));
  return (
    <header className="flex h-12 items-center gap-2 border-b border-line bg-surface px-3 sm:px-5">
      <Link to="/overview" className="flex items-center gap-2 rounded-md font-semibold sm:mr-3">
        <BrandMark />
        <span className="max-w-40 truncate max-sm:sr-only">{brand.name}</span>
      </Link>
      <nav aria-label={t("Pages")} className="flex gap-0.5">
        {shown.map((page) => (
          <Link
            key={page.to}
            {...targetOf(page)}
            activeOptions={{ exact: page.to === "/", includeSearch: false }}
            className={`rounded-md px-2.5 py-1 font-medium text-muted transition-colors hover:bg-hover hover:text-text aria-[current=page]:bg-sunken aria-[current=page]:text-text ${page.place === "wide-bar" ? "max-md:hidden" : ""}`}
          >
            {page.label}
          </Link>
        ))}
        <PageMenu session={session} />
      </nav>
      <div className="ml-auto flex items-center gap-0.5">
        <LiveIndicator />
        <TenantName session={session} />
        <IconButton label={t("Find anything (Ctrl K)")} onClick={() => openPalette.set("all")}>
          <SearchIcon />
        </IconButton>
        <IconButton
          label={t("Keyboard shortcuts (?)")}
          onClick={() => openHelp.set(true)}
          className="max-sm:hidden"
        >
          <KeyboardIcon />
        </IconButton>
        <LanguageButton />
        <ThemeButton />
        <SignOutButton />
      </div>
    </header>
  );
}

/** For whom one acts; the installation's people change that here. */
function TenantName({ session }: { session: Session }) {
  const { name } = session.tenant;
  if (!isOfAgency(session)) {
    return <span className="mx-2 max-w-48 truncate text-muted max-lg:hidden">{name}</span>;
  }
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-label={t("{name}: act for another client", { name })}
      title={t("Act for another client (c)")}
      onClick={() => openPalette.set("clients")}
      className="mx-1 inline-flex h-7 max-w-48 items-center gap-1 rounded-md px-2 text-muted transition-colors hover:bg-hover hover:text-text max-lg:hidden"
    >
      <span className="truncate">{name}</span>
      <ChevronDownIcon className="size-3 shrink-0" />
    </button>
  );
}

const themeIcons: Record<Theme, typeof SunIcon> = {
  system: SystemIcon,
  light: SunIcon,
  dark: MoonIcon,
};

function ThemeButton() {
  const theme = useStore(themeStore);
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? "system";
  const ThemeIcon = themeIcons[theme];
  return (
    <IconButton
      label={t("Theme: {theme}. Switch to {next}", { theme: wordOf(theme), next: wordOf(next) })}
      onClick={() => setTheme(next)}
      // A phone's bar has no room for it: there it is among what can be found.
      className="max-sm:hidden"
    >
      <ThemeIcon />
    </IconButton>
  );
}

function LanguageButton() {
  const next = language === "en" ? "de" : "en";
  return (
    <IconButton
      label={t("Language: {language}. Switch to {next}", {
        language: languageNames[language],
        next: languageNames[next],
      })}
      onClick={() => chooseLanguage(next)}
      className="max-sm:hidden"
    >
      <LanguageIcon />
    </IconButton>
  );
}

function SignOutButton() {
  const leave = useSignOut();
  return (
    <IconButton label={t("Sign out")} onClick={() => leave.mutate()} disabled={leave.isPending}>
      <SignOutIcon />
    </IconButton>
  );
}
