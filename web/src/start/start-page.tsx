import { getRouteApi, Link, Navigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { rich, t } from "../lib/text.ts";
import { buttonClass } from "../ui/button.tsx";
import { Needs, Page } from "../ui/page.tsx";
import { ChooseProvider } from "./choose-provider.tsx";
import { ConnectProvider, Step } from "./connect-provider.tsx";
import { providerSteps } from "./provider-steps.ts";
import { rememberedPlace, rememberPlace } from "./start-search.ts";

const route = getRouteApi("/start");

/** From nothing to the first event of a provider. */
export function StartPage() {
  return (
    <Page
      title={t("Connect a provider")}
      note={t(
        "A few steps from here to the first call. You can leave at any time and go on later.",
      )}
      action={
        <Link to="/overview" className={buttonClass("ghost")}>
          {t("Skip for now")}
        </Link>
      }
    >
      <Needs permission="connections:read" refusal={t("Your role does not show connections")}>
        <Start />
      </Needs>
    </Page>
  );
}

function Start() {
  const { provider } = route.useSearch();
  const isKnown = provider !== undefined && provider in providerSteps;
  useEffect(() => {
    if (isKnown) rememberPlace(provider);
  }, [isKnown, provider]);
  const place = rememberedPlace();
  if (provider === undefined && place !== undefined && place in providerSteps) {
    return <Navigate to="/start" search={{ provider: place }} replace />;
  }
  return (
    <>
      <Step number={1} title={t("Choose your provider")} isDone={isKnown}>
        <ChooseProvider />
        <p className="mt-3 text-muted">
          {rich(
            "Anything else can post VCP messages; its address is on the <link>Setup</link> page.",
            {
              link: (text) => (
                <Link to="/setup" className="text-accent underline underline-offset-2">
                  {text}
                </Link>
              ),
            },
          )}
        </p>
      </Step>
      {isKnown && <ConnectProvider key={provider} provider={provider} />}
    </>
  );
}
