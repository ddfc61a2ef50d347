package dev.daruma.lab.host;

import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files of the lab: written by rename, read as they are, removed without following links. */
final class LabFiles {
  private LabFiles() {}

  /** By rename, because a shell may be reading the old content of a script. */
  static void write(Path file, String content, String permissions) {
    try {
      Files.createDirectories(file.getParent());
      Path partial = file.resolveSibling("." + file.getFileName() + ".partial");
      Files.deleteIfExists(partial);
      var mode = PosixFilePermissions.fromString(permissions);
      Files.createFile(partial, PosixFilePermissions.asFileAttribute(mode));
      // Again, since the umask takes from what createFile asks for.
      Files.setPosixFilePermissions(partial, mode);
      Files.writeString(partial, content);
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw LabFiles.problem(e);
    }
  }

  static void createFolders(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw LabFiles.problem(e);
    }
  }

  /** For numbers of users that this machine does not know. */
  static void setOwner(Path file, int number) {
    try {
      Files.setAttribute(file, "unix:uid", number, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(file, "unix:gid", number, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw LabFiles.problem(e);
    }
  }

  static String resource(String name) {
    try (InputStream in = LabFiles.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw LabFiles.problem(e);
    }
  }

  static String read(Path file) {
    try {
      return content(file);
    } catch (IOException e) {
      throw LabFiles.problem(e);
    }
  }

  /** The content, or nothing for a file that is not there: for /proc, where files come and go. */
  static String readIfThere(Path file) {
    try {
      return content(file);
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * Not by {@link Files#readString}: it believes the size 0 of a file in /proc/sys and asks for one
   * byte first, and the kernel gives a number to the first read only, so 262144 would be 2.
   */
  private static String content(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      byte[] buffer = new byte[16_384];
      for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
        content.write(buffer, 0, count);
      }
      return content.toString(StandardCharsets.UTF_8);
    }
  }

  static List<Path> list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw LabFiles.problem(e);
    }
  }

  static ProblemException problem(IOException failure) {
    return new ProblemException(
        Problem.of(
            Problem.Code.LAB,
            "keep the lab's files",
            failure.toString(),
            "check that the disk has room and that the file's folder can be written"),
        failure);
  }

  static void delete(Path root) {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                throws IOException {
              if (failure != null) {
                throw failure;
              }
              Files.delete(folder);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw LabFiles.problem(e);
    }
  }
}
