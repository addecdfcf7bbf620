package org.pillarbox.actions.mime;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Messages that a program reads, or that somebody has signed or sealed: a change would break them.
 * What lies in an attached message does not count, as it stays as it is.
 */
public final class Structured {
  private static final Set<String> TYPES =
      Set.of(
          "multipart/signed",
          "multipart/encrypted",
          "multipart/report",
          "application/pkcs7-mime",
          "application/x-pkcs7-mime",
          "application/pkcs7-signature",
          "application/x-pkcs7-signature",
          "application/pgp",
          "application/pgp-encrypted",
          "application/pgp-signature",
          "text/calendar",
          "application/ms-tnef",
          "application/vnd.ms-tnef",
          "message/delivery-status",
          "message/disposition-notification");

  private static final Set<String> NAMES = Set.of("winmail.dat", "smime.p7m", "smime.p7s");
  private static final String PGP = "-----BEGIN PGP ";
  private static final int PGP_WITHIN = 64 * 1024;

  private Structured() {}

  /** What makes that this message must not be changed; empty if nothing does. */
  public static Optional<String> reason(Entity entity) {
    if (TYPES.contains(entity.type())) {
      return Optional.of(entity.type());
    }
    Optional<String> name =
        entity.fileNames().stream()
            .map(found -> found.toLowerCase(Locale.ROOT))
            .filter(NAMES::contains)
            .findFirst();
    if (name.isPresent()) {
      return name;
    }
    if (isInlinePgp(entity)) {
      return Optional.of("inline PGP");
    }
    return entity.isMultipart()
        ? entity.parts().stream().map(Structured::reason).flatMap(Optional::stream).findFirst()
        : Optional.empty();
  }

  private static boolean isInlinePgp(Entity entity) {
    if (!entity.type().equals("text/plain") || entity.isAttachment()) {
      return false;
    }
    byte[] body = entity.encoding().map(how -> how.decode(entity.rawBody())).orElse(new byte[0]);
    String text =
        new String(
            body,
            0,
            Math.min(body.length, PGP_WITHIN),
            java.nio.charset.StandardCharsets.ISO_8859_1);
    return text.startsWith(PGP) || text.contains("\n" + PGP);
  }
}
