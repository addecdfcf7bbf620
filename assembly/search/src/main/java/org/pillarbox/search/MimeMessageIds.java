package org.pillarbox.search;

/** Message-ID values without the angle brackets that some callers give and others do not. */
final class MimeMessageIds {
  private static final int LONGEST = 1_000;

  private MimeMessageIds() {}

  static String bare(String value) {
    String trimmed = value.trim();
    int start = trimmed.startsWith("<") ? 1 : 0;
    int end =
        trimmed.endsWith(">") && trimmed.length() > start ? trimmed.length() - 1 : trimmed.length();
    return trimmed.substring(start, Math.min(end, start + LONGEST));
  }
}
