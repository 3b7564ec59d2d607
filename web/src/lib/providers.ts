/** The provider keys found in data, with their names and the two letters of their badge. */
export const providers: Record<string, { name: string; mark: string }> = {
  retell: { name: "Retell", mark: "Re" },
  vapi: { name: "Vapi", mark: "Va" },
  elevenlabs: { name: "ElevenLabs", mark: "11" },
  openai_realtime: { name: "OpenAI", mark: "OA" },
  assistable: { name: "Assistable", mark: "As" },
  bland: { name: "Bland", mark: "Bl" },
  twilio: { name: "Twilio", mark: "Tw" },
  vcp: { name: "VCP", mark: "VC" },
};

export function providerName(key: string): string {
  return providers[key]?.name ?? key;
}
