package org.pillarbox.search;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Text as it is compared: one spelling for what a reader takes for the same word.
 *
 * <p>The same folding is applied to what is indexed and to what is searched for, so the index needs
 * no language analysis of its own: compatibility forms become plain (full width, ligatures), case
 * is dropped (RFC 5051 in spirit), accents of Latin, Greek and Cyrillic letters and the optional
 * vowel signs of Hebrew and Arabic are dropped, each run of white space or control characters
 * becomes one space so that folded and flowed lines match, and invisible characters (soft hyphen,
 * zero width) vanish. Marks that carry meaning (Devanagari, Japanese voicing) stay.
 */
final class FoldedText {
  /** Normalisation reorders runs of marks in quadratic time, so it is given short pieces only. */
  private static final int PIECE = 512;

  private FoldedText() {}

  /** Folds the text, at most {@code limit} characters of it. */
  static String fold(String text, int limit) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), limit) + 16);
    int end = Math.min(text.length(), limit);
    int start = 0;
    while (start < end) {
      int stop = pieceEnd(text, start, end);
      foldPiece(text, start, stop, out);
      start = stop;
    }
    return out.toString();
  }

  private static int pieceEnd(String text, int start, int end) {
    int stop = Math.min(start + PIECE, end);
    int floor = Math.max(start + 1, stop - 64);
    // Cut before a plain character, so that a letter keeps its marks.
    int cut = stop;
    while (cut < end && cut > floor && !startsAnew(text.charAt(cut))) {
      cut--;
    }
    return cut < end && cut > floor ? cut : safe(text, stop, end);
  }

  private static int safe(String text, int stop, int end) {
    return stop < end && Character.isLowSurrogate(text.charAt(stop)) ? stop + 1 : stop;
  }

  private static boolean startsAnew(char c) {
    return c < 0x300 || Character.isWhitespace(c);
  }

  private static void foldPiece(String text, int start, int stop, StringBuilder out) {
    String piece = text.substring(start, stop);
    String plain = isAscii(piece) ? piece.toLowerCase(Locale.ROOT) : normalise(piece);
    for (int i = 0; i < plain.length(); i++) {
      append(out, plain.charAt(i));
    }
  }

  private static boolean isAscii(String piece) {
    for (int i = 0; i < piece.length(); i++) {
      if (piece.charAt(i) > 0x7F) {
        return false;
      }
    }
    return true;
  }

  private static String normalise(String piece) {
    String apart = Normalizer.normalize(piece, Normalizer.Form.NFKD);
    StringBuilder kept = new StringBuilder(apart.length());
    for (int i = 0; i < apart.length(); i++) {
      char c = apart.charAt(i);
      if (!isDroppedMark(c)) {
        kept.append(c);
      }
    }
    String lower =
        Normalizer.normalize(kept, Normalizer.Form.NFC)
            .toUpperCase(Locale.ROOT)
            .toLowerCase(Locale.ROOT);
    // A final sigma is a matter of position, not of meaning.
    return lower.replace('ς', 'σ').replace("\u0307", "");
  }

  private static boolean isDroppedMark(char c) {
    return (c >= 0x0300 && c <= 0x036F)
        || (c >= 0x0591 && c <= 0x05BD)
        || (c >= 0x064B && c <= 0x0652)
        || c == 0x0670;
  }

  private static void append(StringBuilder out, char c) {
    if (isInvisible(c)) {
      return;
    }
    if (c <= ' ' || c == 0x7F || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
      if (out.length() == 0 || out.charAt(out.length() - 1) != ' ') {
        out.append(' ');
      }
      return;
    }
    out.append(c);
  }

  private static boolean isInvisible(char c) {
    return c == 0xAD
        || (c >= 0x200B && c <= 0x200F)
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x2064)
        || (c >= 0xFE00 && c <= 0xFE0F)
        || c == 0xFEFF;
  }
}
