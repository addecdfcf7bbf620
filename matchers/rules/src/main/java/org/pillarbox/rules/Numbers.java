package org.pillarbox.rules;

import java.util.Arrays;

/** A growing list of numbers, without boxes. */
final class Numbers {
  private int[] numbers = new int[8];
  private int size;

  void add(int number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, size * 2);
    }
    numbers[size++] = number;
  }

  void addAll(int[] others) {
    while (size + others.length > numbers.length) {
      numbers = Arrays.copyOf(numbers, numbers.length * 2);
    }
    System.arraycopy(others, 0, numbers, size, others.length);
    size += others.length;
  }

  int[] toArray() {
    return Arrays.copyOf(numbers, size);
  }
}
