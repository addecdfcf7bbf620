package org.pillarbox.conditions.content;

import java.io.ByteArrayOutputStream;

/** RAR archives made of headers only: what is in them is not looked at. */
final class Rar {
  private Rar() {}

  static byte[] four(String name, boolean encrypted) {
    ByteArrayOutputStream rar = startFour(0);
    int size = 32 + name.length();
    little(rar, 0, 2);
    rar.write(0x74);
    little(rar, 0x8000 | (encrypted ? 4 : 0), 2);
    little(rar, size, 2);
    little(rar, 5, 4);
    little(rar, 5, 4);
    little(rar, 0, 11);
    little(rar, name.length(), 2);
    little(rar, 0, 4);
    rar.writeBytes(Files.ascii(name));
    rar.writeBytes(Files.ascii("12345"));
    little(rar, 0, 2);
    rar.write(0x7B);
    little(rar, 0, 2);
    little(rar, 7, 2);
    return rar.toByteArray();
  }

  static byte[] fourHeadersEncrypted() {
    ByteArrayOutputStream rar = startFour(0x80);
    rar.writeBytes(new byte[100]);
    return rar.toByteArray();
  }

  private static ByteArrayOutputStream startFour(int flags) {
    ByteArrayOutputStream rar = new ByteArrayOutputStream();
    rar.writeBytes(new byte[] {'R', 'a', 'r', '!', 0x1A, 7, 0});
    little(rar, 0, 2);
    rar.write(0x73);
    little(rar, flags, 2);
    little(rar, 13, 2);
    little(rar, 0, 6);
    return rar;
  }

  static byte[] five(String name, boolean encrypted) {
    ByteArrayOutputStream rar = startFive();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(2);
    file.write(encrypted ? 3 : 2);
    if (encrypted) {
      file.write(3);
    }
    file.write(5);
    file.write(0);
    file.write(5);
    file.write(0);
    file.write(0);
    file.write(0);
    file.write(name.length());
    file.writeBytes(Files.ascii(name));
    if (encrypted) {
      file.write(2);
      file.write(1);
      file.write(0);
    }
    block(rar, file.toByteArray());
    rar.writeBytes(Files.ascii("12345"));
    block(rar, new byte[] {5, 0, 0});
    return rar.toByteArray();
  }

  static byte[] fiveHeadersEncrypted() {
    ByteArrayOutputStream rar = new ByteArrayOutputStream();
    rar.writeBytes(new byte[] {'R', 'a', 'r', '!', 0x1A, 7, 1, 0});
    block(rar, new byte[] {4, 0, 0, 0, 0});
    rar.writeBytes(new byte[100]);
    return rar.toByteArray();
  }

  private static ByteArrayOutputStream startFive() {
    ByteArrayOutputStream rar = new ByteArrayOutputStream();
    rar.writeBytes(new byte[] {'R', 'a', 'r', '!', 0x1A, 7, 1, 0});
    block(rar, new byte[] {1, 0, 0});
    return rar;
  }

  private static void block(ByteArrayOutputStream rar, byte[] header) {
    little(rar, 0, 4);
    rar.write(header.length);
    rar.writeBytes(header);
  }

  private static void little(ByteArrayOutputStream bytes, long value, int width) {
    for (int i = 0; i < width; i++) {
      bytes.write(i < 8 ? (int) (value >> (8 * i)) : 0);
    }
  }
}
