import { rich, t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { Once } from "../ui/once.tsx";

interface SecretOnceProps {
  /** Of the tool. */
  name: string;
  secret: string;
  onClose: () => void;
}

/** Tells the secret of a tool that was just made. */
export function SecretOnce({ name, secret, onClose }: SecretOnceProps) {
  return (
    <>
      <p>
        {rich(
          "Agents can use <code>{name}</code> within a second. Its requests are signed as <a>Standard Webhooks</a> are.",
          {
            code: (text) => <code className="font-mono text-xs">{text}</code>,
            name,
            a: (text) => (
              <a
                href="https://www.standardwebhooks.com"
                target="_blank"
                rel="noreferrer"
                className="text-accent underline"
              >
                {text}
              </a>
            ),
          },
        )}
      </p>
      <Once
        label={t("The secret that proves its requests. It is shown this once.")}
        text={secret}
      />
      <div className="mt-4 flex justify-end">
        <Button look="primary" onClick={onClose}>
          {t("Done")}
        </Button>
      </div>
    </>
  );
}
