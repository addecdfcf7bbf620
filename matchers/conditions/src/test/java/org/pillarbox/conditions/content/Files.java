package org.pillarbox.conditions.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Files to attach, made by the programs' own libraries where there are any. */
final class Files {
  private Files() {}

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] exe() {
    byte[] exe = new byte[2_000];
    exe[0] = 'M';
    exe[1] = 'Z';
    exe[0x3C] = (byte) 0x80;
    return exe;
  }

  static byte[] zip(String name, byte[] content) {
    return zip(Map.of(name, content));
  }

  static byte[] zip(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The same with the bit set that says that a password is needed. */
  static byte[] encryptedZip(String name, byte[] content) {
    byte[] zip = zip(name, content);
    for (int i = 0; i + 9 < zip.length; i++) {
      boolean local = zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 3 && zip[i + 3] == 4;
      boolean central = zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2;
      if (local) {
        zip[i + 6] |= 1;
      } else if (central) {
        zip[i + 8] |= 1;
      }
    }
    return zip;
  }

  static byte[] docx(Map<String, byte[]> more) {
    Map<String, byte[]> files = new java.util.LinkedHashMap<>();
    files.put(
        "[Content_Types].xml",
        ascii(
            "<Types><Override PartName=\"/word/document.xml\" ContentType=\"application/"
                + "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"));
    files.put("word/document.xml", ascii("<w:document/>"));
    files.putAll(more);
    return zip(files);
  }

  static byte[] encryptedDocx() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (POIFSFileSystem compound = new POIFSFileSystem()) {
      Encryptor encryptor = new EncryptionInfo(EncryptionMode.standard).getEncryptor();
      encryptor.confirmPassword("secret");
      try (OutputStream out = encryptor.getDataStream(compound)) {
        out.write(docx(Map.of()));
      }
      compound.writeFilesystem(bytes);
    } catch (IOException | java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  /** A compound file with these streams; a name with a slash makes a storage. */
  static byte[] compound(Map<String, byte[]> streams) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (POIFSFileSystem compound = new POIFSFileSystem()) {
      for (Map.Entry<String, byte[]> stream : streams.entrySet()) {
        String[] path = stream.getKey().split("/", -1);
        DirectoryEntry folder = compound.getRoot();
        for (int i = 0; i < path.length - 1; i++) {
          folder =
              folder.hasEntryCaseInsensitive(path[i])
                  ? (DirectoryEntry) folder.getEntryCaseInsensitive(path[i])
                  : folder.createDirectory(path[i]);
        }
        folder.createDocument(
            path[path.length - 1], new java.io.ByteArrayInputStream(stream.getValue()));
      }
      compound.writeFilesystem(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
