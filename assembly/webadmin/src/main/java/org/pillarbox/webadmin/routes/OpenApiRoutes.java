package org.pillarbox.webadmin.routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import spark.Service;

/** {@code GET /openapi.json}: the description of what is supported of this API (OpenAPI 3.1). */
public final class OpenApiRoutes implements Routes {
  /** Where. */
  public static final String PATH = "/openapi.json";

  private final String description;

  @Inject
  public OpenApiRoutes() {
    this.description = description();
  }

  static String description() {
    try (InputStream in = OpenApiRoutes.class.getResourceAsStream("openapi.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("openapi.json was not built in", e);
    }
  }

  @Override
  public String getBasePath() {
    return PATH;
  }

  @Override
  public void define(Service service) {
    service.get(PATH, (request, response) -> description);
  }
}
