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
        Agents can use <code className="font-mono text-xs">{name}</code> within a second. Its
        requests are signed as{" "}
        <a
          href="https://www.standardwebhooks.com"
          target="_blank"
          rel="noreferrer"
          className="text-accent underline"
        >
          Standard Webhooks
        </a>{" "}
        are.
      </p>
      <Once label="The secret that proves its requests. It is shown this once." text={secret} />
      <div className="mt-4 flex justify-end">
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </>
  );
}
