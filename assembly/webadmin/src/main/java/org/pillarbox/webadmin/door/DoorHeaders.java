package org.pillarbox.webadmin.door;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which headers pass the door.
 *
 * <p>Inwards only what is on the list: James trusts headers such as {@code X-User}, {@code
 * X-Real-IP} and {@code X-JMAP-PREFIX}, and a list of what to take away would be short by one some
 * day. Outwards everything but hop-by-hop headers (RFC 9110 section 7.6.1), cookies, CORS (James
 * allows every origin and cannot be told not to) and the names of the software.
 */
final class DoorHeaders {
  private static final Set<String> INWARD =
      Set.of(
          "accept",
          "accept-language",
          "content-disposition",
          "content-length",
          "content-type",
          "i-know-what-i-m-doing",
          "if-match",
          "if-modified-since",
          "if-none-match",
          "if-unmodified-since",
          "last-event-id",
          "range",
          "user-agent");
  private static final Set<String> KEPT_INSIDE =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-connection",
          "server",
          "set-cookie",
          "set-cookie2",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "via",
          "x-powered-by");
  // Bounded and without alternatives over the same text, so it needs no RE2.
  private static final Pattern HOST =
      Pattern.compile("(?:[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");

  private DoorHeaders() {}

  static HttpHeaders inward(HttpHeaders sent) {
    HttpHeaders passed = new DefaultHttpHeaders();
    sent.forEach(
        header -> {
          if (INWARD.contains(header.getKey().toLowerCase(Locale.ROOT))) {
            passed.add(header.getKey(), header.getValue());
          }
        });
    return passed;
  }

  /**
   * The API takes JSON and never forms. What curl -d calls a form by default is JSON all the same;
   * left as it is, James' web server reads the body as form fields and its routes see an empty one.
   */
  static void formIsJson(HttpHeaders passed) {
    if (passed
        .get(HttpHeaderNames.CONTENT_TYPE, "")
        .toLowerCase(Locale.ROOT)
        .startsWith(HttpHeaderValues.APPLICATION_X_WWW_FORM_URLENCODED.toString())) {
      passed.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
    }
  }

  static void outward(HttpHeaders answered, HttpHeaders response) {
    answered.forEach(
        header -> {
          String name = header.getKey().toLowerCase(Locale.ROOT);
          if (!KEPT_INSIDE.contains(name) && !name.startsWith("access-control-")) {
            response.add(header.getKey(), header.getValue());
          }
        });
    harden(response);
  }

  /**
   * What every answer carries. A mail's attachment is served by the origin that browsers send the
   * password to: the sandbox keeps an HTML attachment from acting as its reader.
   */
  static void harden(HttpHeaders response) {
    response.set("X-Content-Type-Options", "nosniff");
    response.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
    response.set("Referrer-Policy", "no-referrer");
    if (!response.contains(HttpHeaderNames.CACHE_CONTROL)) {
      response.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    }
  }

  /** The one Authorization header; none when there are several. */
  static Optional<String> authorization(HttpHeaders sent) {
    return sent.getAll(HttpHeaderNames.AUTHORIZATION).size() == 1
        ? Optional.of(sent.get(HttpHeaderNames.AUTHORIZATION))
        : Optional.empty();
  }

  /**
   * Whether a page of another origin sent this (RFC 6454 section 7). A browser adds the password
   * that it remembers for JMAP to whatever any page makes it send here.
   */
  static boolean isFromElsewhere(HttpHeaders sent) {
    return sent.getAll(HttpHeaderNames.ORIGIN).stream()
        .anyMatch(origin -> !origin.equals("https://" + sent.get(HttpHeaderNames.HOST)));
  }

  /** The name by which the client came, when it is one that can be put into a URL. */
  static Optional<String> host(HttpHeaders sent) {
    return Optional.ofNullable(sent.get(HttpHeaderNames.HOST))
        .filter(host -> host.length() < 300 && HOST.matcher(host).matches());
  }
}
