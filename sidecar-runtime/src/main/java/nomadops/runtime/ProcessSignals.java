package nomadops.runtime;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/// Signals by `sun.misc.Signal`, which module jdk.unsupported exports but javac warns of on every
/// mention; so it is reached by reflection. A shutdown hook would not do: it cannot see a second
/// signal, and the JVM exits with 143.
final class ProcessSignals implements Signals {

  @Override
  @SuppressWarnings("ReferenceEquality") // a proxy's equals is identity
  public void on(String signal, Runnable handler) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handlerType.getClassLoader(),
              new Class<?>[] {handlerType},
              (self, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      handler.run();
                      yield null;
                    }
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> System.identityHashCode(self);
                    default -> "handler of SIG" + signal;
                  });
      Object instance = signalType.getConstructor(String.class).newInstance(signal);
      signalType.getMethod("handle", signalType, handlerType).invoke(null, instance, proxy);
    } catch (InvocationTargetException e) {
      // Started with -Xrs, or the system has no such signal: the default action stays.
      if (!(e.getCause() instanceof IllegalArgumentException)) {
        throw new IllegalStateException("cannot handle SIG" + signal, e.getCause());
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM has no signals", e);
    }
  }

  @Override
  public void halt(int exitCode) {
    Runtime.getRuntime().halt(exitCode);
  }
}
