import { useNavigate } from "@tanstack/react-router";
import {
  actsForAgency,
  actsForClient,
  isAllowed,
  type Permission,
  useSession,
} from "../lib/access.ts";
import { wordOf } from "../lib/format.ts";
import { chooseLanguage, language, languageNames, languages } from "../lib/language.ts";
import { t } from "../lib/text.ts";
import { setTheme, themes } from "../lib/theme.ts";
import { addressOfPage } from "../shell/linked-tenant.ts";
import { openHelp } from "../shell/shortcuts-state.ts";
import { useSignOut } from "../shell/sign-out.ts";
import { useSwitchTenant } from "../shell/switch-tenant.ts";
import { showToast } from "../ui/toasts.tsx";
import type { Entry } from "./entry.ts";

type Action = Omit<Entry, "group">;

/** What can be done from anywhere, by what the role allows. */
export function useActions(): Entry[] {
  const session = useSession();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const switchTo = useSwitchTenant();
  if (session === undefined) return [];
  const when = (isOffered: boolean, ...actions: Action[]) => (isOffered ? actions : []);
  const of = (permission: Permission) => isAllowed(session, permission);
  const isAgency = actsForAgency(session);
  const form = (to: "/keys" | "/team" | "/clients", hash: string) => () =>
    void navigate({ to, hash });
  const actions: Action[] = [
    ...when(of("members:write"), {
      ...{ id: "new-key", label: t("New API key"), words: t("create token") },
      run: form("/keys", "new-key"),
    }),
    ...when(of("members:write"), {
      ...{ id: "invite", label: t("Invite somebody"), words: t("user team member") },
      run: form("/team", "invite"),
    }),
    ...when(isAgency && of("tenants:write"), {
      ...{ id: "new-client", label: t("New client"), words: t("tenant customer") },
      run: form("/clients", "new-client"),
    }),
    ...when(of("connections:write"), {
      ...{ id: "set-up", label: t("Set up a provider"), words: t("connection webhook secret") },
      run: () => void navigate({ to: "/setup" }),
    }),
    ...when(isAgency && of("guard:write"), {
      ...{
        id: "modes",
        label: t("Maintenance and read-only mode"),
        words: t("operations features"),
      },
      run: () => void navigate({ to: "/operations" }),
    }),
    ...when(actsForClient(session), {
      ...{ id: "back-home", label: t("Back to your own"), words: t("tenant client agency") },
      run: () => switchTo.mutate({ tenantId: null }),
    }),
    {
      ...{ id: "copy-link", label: t("Copy a link to this page"), words: t("address share url") },
      run: () => {
        navigator.clipboard.writeText(addressOfPage(session.tenant.id)).then(
          () => showToast(t("The link is copied. Who opens it needs the right to see the page.")),
          () => showToast(t("The browser does not let the page copy."), "bad"),
        );
      },
    },
    ...themes.map((theme) => ({
      ...{
        id: `theme-${theme}`,
        label: t("Theme: {theme}", { theme: wordOf(theme) }),
        words: t("dark light appearance"),
      },
      run: () => setTheme(theme),
    })),
    ...languages
      .filter((one) => one !== language)
      .map((one) => ({
        ...{ id: `language-${one}`, label: languageNames[one] },
        words: t("language translation"),
        run: () => chooseLanguage(one),
      })),
    {
      ...{ id: "shortcuts", label: t("Keyboard shortcuts"), words: t("help keys"), keys: "?" },
      run: () => openHelp.set(true),
    },
    {
      ...{ id: "account", label: t("Password and two-factor"), words: t("account sessions") },
      run: () => void navigate({ to: "/account" }),
    },
    {
      ...{ id: "sign-out", label: t("Sign out"), words: t("log out leave") },
      run: () => signOut.mutate(),
    },
  ];
  return actions.map((action) => ({ ...action, group: "Actions" }));
}
