import { AppError } from "#lib/errors.ts";
import { errorResponse } from "#lib/http/errors.ts";
import { describeRequest } from "#lib/http/request.ts";

/** `/api` itself, and every path below it without another route. */
const refuse = async (request: Request) =>
  errorResponse(new AppError("not_found"), { requestId: describeRequest(request.headers).id });

export {
  refuse as DELETE,
  refuse as GET,
  refuse as OPTIONS,
  refuse as PATCH,
  refuse as POST,
  refuse as PUT,
};
