import { useState } from "react";
import type { KnowledgeBase } from "../api.ts";
import { useShortcuts } from "../lib/shortcuts.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TabPanel, Tabs } from "../ui/tabs.tsx";
import { AddFiles } from "./add-files.tsx";
import { AddPages } from "./add-pages.tsx";
import { AddText } from "./add-text.tsx";

const ways = [
  { id: "files", label: t("Files") },
  { id: "pages", label: t("Web pages") },
  { id: "text", label: t("Text") },
] as const;
type Way = (typeof ways)[number]["id"];

/** The ways in which documents come into a base. */
export function AddDocuments({ base }: { base: KnowledgeBase }) {
  const [isOpen, setOpen] = useState(false);
  useShortcuts({
    a: (event) => {
      event.preventDefault();
      setOpen(true);
    },
  });
  return (
    <>
      <Button look="primary" title={t("Add documents (a)")} onClick={() => setOpen(true)}>
        {t("Add documents…")}
      </Button>
      {isOpen && <AddDialog base={base} onClose={() => setOpen(false)} />}
    </>
  );
}

function AddDialog({ base, onClose }: { base: KnowledgeBase; onClose: () => void }) {
  const [way, setWay] = useState<Way>("files");
  const forms = { files: AddFiles, pages: AddPages, text: AddText };
  const Form = forms[way];
  return (
    <Dialog title={t("Add documents to {name}", { name: base.name })} onClose={onClose}>
      <div className="-mt-3 mb-3">
        <Tabs label={t("Where they come from")} items={ways} value={way} onChange={setWay} />
      </div>
      <TabPanel id={way}>
        <Form base={base} onClose={onClose} />
      </TabPanel>
    </Dialog>
  );
}
