export { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from "@/server/rest/handlers";

export const dynamic = "force-dynamic";
