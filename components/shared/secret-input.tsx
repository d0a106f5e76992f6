export { SecretInput } from "@/components/ui/secret-input";
