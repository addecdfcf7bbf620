package org.pillarbox.actions.mime;

import java.io.UnsupportedEncodingException;
import java.util.List;
import java.util.Locale;
import javax.mail.internet.MimeUtility;

/** One change to a message's header; the fields that it is not about stay byte for byte. */
public sealed interface HeaderEdit {
  /** Notes what is to be different. */
  void apply(HeaderBlock header, byte[] message, String lineEnd, Changes changes);

  /**
   * Adds a field on top, where what was added last stands (RFC 5322 section 3.6 for trace fields).
   */
  record Add(String name, String text) implements HeaderEdit {
    public Add {
      HeaderValue.checkName(name);
    }

    @Override
    public void apply(HeaderBlock header, byte[] message, String lineEnd, Changes changes) {
      changes.insert(header.start(), line(name, text, lineEnd));
    }
  }

  /** Takes away all fields of this name. */
  record Remove(String name) implements HeaderEdit {
    public Remove {
      HeaderValue.checkName(name);
    }

    @Override
    public void apply(HeaderBlock header, byte[] message, String lineEnd, Changes changes) {
      header.all(name).forEach(field -> changes.remove(field.start(), field.end()));
    }
  }

  /** Puts one field in the place of all of this name, where the first of them stood. */
  record Replace(String name, String text) implements HeaderEdit {
    public Replace {
      HeaderValue.checkName(name);
    }

    @Override
    public void apply(HeaderBlock header, byte[] message, String lineEnd, Changes changes) {
      List<Field> fields = header.all(name);
      String line = line(name, text, lineEnd);
      if (fields.isEmpty()) {
        changes.insert(header.start(), line);
      }
      for (int i = 0; i < fields.size(); i++) {
        Field field = fields.get(i);
        changes.replace(field.start(), field.end(), i == 0 ? line : "");
      }
    }
  }

  /**
   * Puts a tag before or behind the subject, which stays as it is written; not where the tag stands
   * in it already, be it behind {@code Re:}. A message without subject gets the tag for one.
   */
  record TagSubject(String tag, boolean before) implements HeaderEdit {
    public TagSubject {
      if (HeaderValue.checkText(tag).isBlank()) {
        throw new IllegalArgumentException("a subject's tag can't be blank");
      }
    }

    @Override
    public void apply(HeaderBlock header, byte[] message, String lineEnd, Changes changes) {
      List<Field> subjects = header.all("Subject");
      if (subjects.isEmpty()) {
        changes.insert(header.start(), line("Subject", tag.strip(), lineEnd));
      }
      for (Field subject : subjects) {
        if (!small(decoded(subject.body())).contains(small(tag.strip()))) {
          if (before) {
            putBefore(subject, message, lineEnd, changes);
          } else {
            putBehind(subject, message, lineEnd, changes);
          }
        }
      }
    }

    private void putBehind(Field subject, byte[] message, String lineEnd, Changes changes) {
      boolean behindEncodedWord = subject.body().endsWith("?=");
      String shown = (behindEncodedWord && !Bytes.isAscii(tag) ? " " : "") + tag.strip();
      int end = Bytes.textEnd(message, subject.start(), subject.end());
      while (end > subject.value() && (message[end - 1] == ' ' || message[end - 1] == '\t')) {
        end--;
      }
      String words = HeaderValue.words(1, shown).replace("\r\n", lineEnd);
      // On a line of its own: what stands before may be as long as lines get.
      boolean alone = end - subject.value() > 40;
      changes.replace(end, subject.end(), (alone ? lineEnd : "") + " " + words + lineEnd);
    }

    private void putBefore(Field subject, byte[] message, String lineEnd, Changes changes) {
      boolean beforeEncodedWord = subject.body().startsWith("=?");
      boolean ascii = Bytes.isAscii(tag);
      // The blank between two encoded words is not shown (RFC 2047 section 6.2): it must be in one.
      String shown = tag.strip() + (beforeEncodedWord && !ascii ? " " : "");
      String before = HeaderValue.words("Subject: ".length(), shown).replace("\r\n", lineEnd);
      boolean blank =
          subject.value() < subject.end()
              && (message[subject.value()] == ' ' || message[subject.value()] == '\t');
      int lastLine = before.length() - Math.max(0, before.lastIndexOf('\n'));
      boolean fold = lastLine + subject.end() - subject.value() > 76;
      String between = fold ? lineEnd + (blank ? "" : " ") : blank ? "" : " ";
      changes.replace(subject.value(), subject.value(), " " + before + between);
    }

    private static String small(String text) {
      return text.toLowerCase(Locale.ROOT);
    }

    private static String decoded(String body) {
      try {
        return MimeUtility.decodeText(body);
      } catch (UnsupportedEncodingException unknownCharset) {
        return body;
      }
    }
  }

  private static String line(String name, String text, String lineEnd) {
    return HeaderValue.field(name, text).replace("\r\n", lineEnd) + lineEnd;
  }
}
