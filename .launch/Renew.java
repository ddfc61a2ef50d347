import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Copies jars without what keeps their classes out of an AOT cache: signatures, and class files of
 * before Java 7, which know no stack maps (JVM Specification, 4.10.1). What a class does stays as
 * it is.
 *
 * <p>Usage: {@code java Renew.java FROM TO}, both folders.
 */
class Renew {
  private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_7_VERSION;

  private static final ClassTransform RENEWED_VERSION =
      (fresh, element) -> {
        if (element instanceof ClassFileVersion) {
          fresh.withVersion(FIRST_WITH_STACK_MAPS, 0);
        } else {
          fresh.with(element);
        }
      };

  public static void main(String[] folders) throws IOException {
    Path to = Path.of(folders[1]);
    Files.createDirectories(to);
    List<Path> jars = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(folders[0]))) {
      files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
    }
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      urls.add(jar.toUri().toURL());
    }
    try (URLClassLoader classes = new URLClassLoader(urls.toArray(URL[]::new), null)) {
      ClassFile renewing =
          ClassFile.of(
              StackMapsOption.GENERATE_STACK_MAPS,
              ClassFile.ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofResourceParsing(classes)
                      .orElse(ClassHierarchyResolver.defaultResolver())));
      for (Path jar : jars) {
        copy(jar, to.resolve(jar.getFileName()), renewing);
      }
    }
  }

  private static void copy(Path from, Path to, ClassFile renewing) throws IOException {
    // The signatures would be verified as long as they are there.
    try (JarFile jar = new JarFile(from.toFile(), false);
        OutputStream file = Files.newOutputStream(to);
        JarOutputStream fresh = new JarOutputStream(file)) {
      for (JarEntry entry : jar.stream().filter(each -> !isSignature(each.getName())).toList()) {
        JarEntry copy = new JarEntry(entry.getName());
        copy.setTime(entry.getTime());
        fresh.putNextEntry(copy);
        if (!entry.isDirectory()) {
          byte[] content = jar.getInputStream(entry).readAllBytes();
          if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
            unsigned(jar.getManifest()).write(fresh);
          } else {
            fresh.write(entry.getName().endsWith(".class") ? renewed(content, renewing) : content);
          }
        }
        fresh.closeEntry();
      }
    }
  }

  private static boolean isSignature(String name) {
    return name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
  }

  /** Checksums of single entries belong to the signature. */
  private static Manifest unsigned(Manifest manifest) {
    Manifest unsigned = new Manifest(manifest);
    unsigned
        .getEntries()
        .values()
        .forEach(
            attributes ->
                attributes.keySet().removeIf(name -> name.toString().endsWith("-Digest")));
    unsigned.getEntries().values().removeIf(attributes -> attributes.isEmpty());
    return unsigned;
  }

  private static byte[] renewed(byte[] bytes, ClassFile renewing) {
    ClassModel old = renewing.parse(bytes);
    if (old.majorVersion() >= FIRST_WITH_STACK_MAPS) {
      return bytes;
    }
    return renewing.transformClass(
        old,
        RENEWED_VERSION.andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)));
  }
}
