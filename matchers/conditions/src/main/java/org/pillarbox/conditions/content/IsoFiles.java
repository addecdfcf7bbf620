package org.pillarbox.conditions.content;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Files in disk images (ISO 9660, with Joliet's long names where there are any). */
final class IsoFiles {
  private static final long SECTOR = 0x800;
  private static final int FIRST_DESCRIPTOR = 16;
  private static final int MOST_DESCRIPTORS = 32;
  private static final int MOST_FOLDERS = 1_000;

  private IsoFiles() {}

  private record Folder(long at, long size) {}

  static void read(Bytes file, Findings findings, FileInspection.Inside inside) throws IOException {
    long volume = -1;
    Charset names = StandardCharsets.ISO_8859_1;
    for (int i = 0; i < MOST_DESCRIPTORS; i++) {
      long at = (FIRST_DESCRIPTOR + i) * SECTOR;
      if (!file.text(at + 1, 5).equals("CD001")) {
        break;
      }
      int type = (int) file.number(at, 1);
      boolean joliet = type == 2 && file.text(at + 88, 2).equals("%/");
      if (joliet || (type == 1 && volume < 0)) {
        volume = at;
        names = joliet ? StandardCharsets.UTF_16BE : names;
      }
    }
    if (volume < 0) {
      findings.gap("disk image of a kind that is not looked into");
      return;
    }
    folders(file, folder(file, volume + 156), names, inside);
  }

  private static Folder folder(Bytes file, long record) throws IOException {
    return new Folder(file.number(record + 2, 4) * SECTOR, file.number(record + 10, 4));
  }

  private static void folders(Bytes file, Folder root, Charset names, FileInspection.Inside inside)
      throws IOException {
    Deque<Folder> open = new ArrayDeque<>(List.of(root));
    Set<Long> seen = new HashSet<>();
    while (!open.isEmpty()) {
      Folder folder = open.poll();
      if (!seen.add(folder.at())) {
        continue;
      }
      if (seen.size() > MOST_FOLDERS) {
        throw new Budget.Spent("disk image with more than " + MOST_FOLDERS + " folders");
      }
      long end = Math.min(file.size(), folder.at() + folder.size());
      long at = folder.at();
      while (at < end) {
        int length = (int) file.number(at, 1);
        if (length < 34) {
          // Records do not cross sectors: the rest of this one is empty.
          at = (at / SECTOR + 1) * SECTOR;
          continue;
        }
        record(file, at, names, open, inside);
        at += length;
      }
    }
  }

  private static void record(
      Bytes file, long at, Charset names, Deque<Folder> open, FileInspection.Inside inside)
      throws IOException {
    int nameLength = (int) file.number(at + 32, 1);
    Folder place = folder(file, at);
    boolean selfOrParent = nameLength == 1 && file.number(at + 33, 1) <= 1;
    if (selfOrParent) {
      return;
    }
    if ((file.number(at + 25, 1) & 2) != 0) {
      open.add(place);
      return;
    }
    String name = new String(file.slice(at + 33, nameLength), names);
    int version = name.indexOf(';');
    inside.add(
        List.of(version < 0 ? name : name.substring(0, version)),
        file.window(place.at(), place.size()));
  }
}
