import { useBrand } from "../lib/brand.ts";
import { LogoIcon } from "./icons.tsx";

/** The logo of the brand, else the product's. Its name stands beside it, so it is told to nobody twice. */
export function BrandMark({ className = "h-5" }: { className?: string }) {
  const { logo } = useBrand();
  if (logo === null) return <LogoIcon className={`w-auto ${className}`} />;
  return <img src={logo} alt="" className={`w-auto max-w-40 object-contain ${className}`} />;
}
