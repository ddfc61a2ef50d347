package dev.daruma.app.run;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;

/**
 * Puts another program in the place of this one, under the same process id: signals, the terminal
 * and whoever waits for it find the new one. A child could outlive a killed parent. Source:
 * exec(3), setenv(3).
 */
final class ProcessImage {
  private ProcessImage() {}

  /**
   * Returns only when it failed.
   *
   * @return why, for people
   */
  @SuppressWarnings("restricted") // the launcher allows native access
  static String replace(List<String> command, Map<String, String> environment) {
    Linker linker = Linker.nativeLinker();
    try (Arena arena = Arena.ofConfined()) {
      MethodHandle setenv =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("setenv"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.ADDRESS,
                  ValueLayout.ADDRESS,
                  ValueLayout.JAVA_INT));
      for (Map.Entry<String, String> each : environment.entrySet()) {
        int _ =
            (int)
                setenv.invokeExact(
                    arena.allocateFrom(each.getKey()), arena.allocateFrom(each.getValue()), 1);
      }
      MemorySegment words = arena.allocate(ValueLayout.ADDRESS, command.size() + 1L);
      for (int at = 0; at < command.size(); at++) {
        words.setAtIndex(ValueLayout.ADDRESS, at, arena.allocateFrom(command.get(at)));
      }
      words.setAtIndex(ValueLayout.ADDRESS, command.size(), MemorySegment.NULL);
      MethodHandle execvp =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("execvp"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
      int _ = (int) execvp.invokeExact(arena.allocateFrom(command.getFirst()), words);
      return command.getFirst() + " cannot be started";
    } catch (Throwable failure) { // what MethodHandle.invokeExact declares
      return String.valueOf(failure);
    }
  }
}
